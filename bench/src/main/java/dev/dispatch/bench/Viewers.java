package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Viewers connected to all three centers. Measures how soon they receive a change. */
final class Viewers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MAX_PAUSE_MILLIS = 500;

    private final Cluster cluster;
    private final List<Viewer> viewers = new ArrayList<>();
    private final AtomicLong pushes = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final Random pauses = new Random(1);
    private volatile Change expected = new Change("none yet", 0);

    /** A hero that was just enlisted, and the viewers that have received it. */
    private record Change(String name, long sentAt, ConcurrentHashMap<Integer, Boolean> receivedBy) {
        Change(String name, long sentAt) {
            this(name, sentAt, new ConcurrentHashMap<>());
        }
    }

    Viewers(Cluster cluster, int size) {
        this.cluster = cluster;
        for (int id = 0; id < size; id++) {
            int viewer = id;
            viewers.add(new Viewer(cluster.http().client(), cluster.node(id), push -> onPush(viewer, push)));
        }
    }

    private void onPush(int viewer, String push) {
        long now = System.nanoTime();
        pushes.incrementAndGet();
        Change change = expected;
        if (push.contains(change.name) && change.receivedBy.putIfAbsent(viewer, true) == null) {
            micros.recordValue((now - change.sentAt) / 1_000);
        }
    }

    /** The number of pushes that all viewers have received. */
    long pushes() {
        return pushes.get();
    }

    /** The number of viewers that are still connected. */
    long connected() {
        return viewers.stream().filter(Viewer::isConnected).count();
    }

    /**
     * Enlists heroes one after the other. Before each next hero, it waits until all viewers have received the previous one or the
     * limit has passed.
     *
     * @return percentiles of the time from request to push, over all viewers and heroes, and the number of missed pushes
     */
    Measurements measureDelivery(int heroes) {
        micros.reset();
        long missed = 0;
        for (int hero = 0; hero < heroes; hero++) {
            // The "!" sorts the name onto the first page. The random pause varies the phase relative to the pushes
            Change change = new Change("! Seen " + System.nanoTime(), System.nanoTime());
            expected = change;
            cluster.http()
                    .send(Http.post(
                            cluster.node(hero).uri("/api/heroes"), "{\"name\": \"%s\"}".formatted(change.name)));
            Wait.isTrueWithin(LIMIT, Duration.ofMillis(5), () -> change.receivedBy.size() == viewers.size());
            missed += viewers.size() - change.receivedBy.size();
            Wait.sleep(Duration.ofMillis(pauses.nextInt(MAX_PAUSE_MILLIS)));
        }
        return LoadGenerator.percentiles(micros).with("unseen", missed);
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
    }
}
