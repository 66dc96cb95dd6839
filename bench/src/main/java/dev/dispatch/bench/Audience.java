package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Viewers of all three centers, and how soon they see what happens. */
final class Audience implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final Cluster cluster;
    private final List<Viewer> viewers = new ArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final Histogram micros = new ConcurrentHistogram(3);
    private final Random pauses = new Random(1);
    private volatile Change awaited = new Change("nothing yet", 0);

    /** A hero that was just enlisted, and who has seen it. */
    private record Change(String name, long at, ConcurrentHashMap<Integer, Boolean> seenBy) {
        Change(String name, long at) {
            this(name, at, new ConcurrentHashMap<>());
        }
    }

    Audience(Cluster cluster, int size) {
        this.cluster = cluster;
        for (int id = 0; id < size; id++) {
            int viewer = id;
            viewers.add(new Viewer(cluster.http().client(), cluster.node(id), push -> saw(viewer, push)));
        }
    }

    private void saw(int viewer, String push) {
        long now = System.nanoTime();
        received.incrementAndGet();
        Change change = awaited;
        if (push.contains(change.name) && change.seenBy.putIfAbsent(viewer, true) == null) {
            micros.recordValue((now - change.at) / 1_000);
        }
    }

    /** How many pushes have arrived, over all viewers. */
    long received() {
        return received.get();
    }

    /** How many are still connected. */
    long watching() {
        return viewers.stream().filter(Viewer::isWatching).count();
    }

    /**
     * Enlists heroes one after the other, each once all have seen the one before or have waited too long.
     *
     * @return percentiles of the time from asking to seeing, over all viewers and heroes; and how often one of them was not seen
     */
    Figures see(int heroes) {
        micros.reset();
        long unseen = 0;
        for (int hero = 0; hero < heroes; hero++) {
            // on the first page of all heroes, and not always at the same moment between two pushes
            Change change = new Change("! Seen " + System.nanoTime(), System.nanoTime());
            awaited = change;
            cluster.http()
                    .send(Http.post(
                            cluster.node(hero).uri("/api/heroes"), "{\"name\": \"%s\"}".formatted(change.name)));
            Waiting.isTrueWithin(PATIENCE, Duration.ofMillis(5), () -> change.seenBy.size() == viewers.size());
            unseen += viewers.size() - change.seenBy.size();
            Waiting.pass(Duration.ofMillis(pauses.nextInt(LONGEST_PAUSE_MILLIS)));
        }
        return Load.percentiles(micros).with("unseen", unseen);
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
    }
}
