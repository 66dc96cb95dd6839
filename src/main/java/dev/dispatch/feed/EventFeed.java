package dev.dispatch.feed;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last events of the cluster, the same on every center. Best effort: an event that is written in the moment in which a
 * center is lost can be missing or there twice. The state of superheroes never depends on it. What happens to centers is rare
 * and matters long, so it has a log of its own, which no number of superheroes that come and go can push it out of.
 */
public class EventFeed implements AutoCloseable {
    /** How many events of superheroes are remembered, and the most that can be asked for. */
    public static final int CAPACITY = 2_000;

    private static final int CAPACITY_OF_CENTERS = 200;
    private static final String HEROES = "feed";
    private static final String CENTERS = "feed-of-centers";

    /** Where it is kept, by name with the capacity. */
    static final Map<String, Integer> RINGBUFFERS = Map.of(HEROES, CAPACITY, CENTERS, CAPACITY_OF_CENTERS);

    private static final Set<FeedEvent.Type> OF_CENTERS = Set.of(
            FeedEvent.Type.CENTER_JOINED,
            FeedEvent.Type.CENTER_LEFT,
            FeedEvent.Type.CENTER_LOST,
            FeedEvent.Type.REHOMED);
    private static final int MAX_BATCH = 1_000;
    private static final Duration GATHERED = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    private final EventLog ofHeroes;
    private final EventLog ofCenters;
    private final BlockingQueue<FeedEvent> unwritten = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean isToBeWritten = new AtomicBoolean();
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "feed"));

    EventFeed(HazelcastInstance hazelcast) {
        this.ofHeroes = new EventLog(hazelcast, HEROES, CAPACITY);
        this.ofCenters = new EventLog(hazelcast, CENTERS, CAPACITY_OF_CENTERS);
    }

    /**
     * The last events, newest first; those that were known a moment ago while a center that keeps them does not answer.
     *
     * @param limit 1 to {@link #CAPACITY}
     */
    public List<FeedEvent> latest(int limit) {
        return latest(limit, Set.of());
    }

    /**
     * The last events of some kinds, newest first.
     *
     * @param limit 1 to {@link #CAPACITY}
     * @param kinds what they may be; anything, if it is empty
     */
    public List<FeedEvent> latest(int limit, Set<FeedEvent.Type> kinds) {
        var unused = CompletableFuture.allOf(ofHeroes.catchUp(), ofCenters.catchUp())
                .exceptionally(failure -> {
                    log.debug("The feed cannot be read at the moment", failure);
                    return null;
                })
                .join();
        return Stream.of(ofHeroes, ofCenters)
                .flatMap(events -> events.known().stream())
                .filter(event -> kinds.isEmpty() || kinds.contains(event.type()))
                .sorted(Comparator.comparing(FeedEvent::at).reversed())
                .limit(limit)
                .toList();
    }

    /**
     * Adds an event and does not wait until it is there. Those of a moment are written together: to write one is an operation with
     * a backup, as to enlist a superhero is.
     */
    void add(FeedEvent event) {
        if (!unwritten.offer(event)) {
            log.debug("Lost the event {}: the feed is not written fast enough", event);
        } else if (isToBeWritten.compareAndSet(false, true)) {
            try {
                var unused = writer.schedule(this::writeAll, GATHERED.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("Lost the event {}: this center is leaving", event);
            }
        }
    }

    /** Writes what was added before, and waits a moment for that. */
    void flush() {
        var unused = CompletableFuture.runAsync(this::writeAll, writer)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void writeAll() {
        isToBeWritten.set(false);
        for (List<FeedEvent> batch = take(); !batch.isEmpty(); batch = take()) {
            batch.stream()
                    .collect(Collectors.groupingBy(event -> OF_CENTERS.contains(event.type()) ? ofCenters : ofHeroes))
                    .forEach(EventFeed::write);
        }
    }

    private List<FeedEvent> take() {
        List<FeedEvent> batch = new ArrayList<>();
        unwritten.drainTo(batch, MAX_BATCH);
        return batch;
    }

    private static void write(EventLog destination, List<FeedEvent> events) {
        try {
            destination.write(events).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (HazelcastException | HazelcastInstanceNotActiveException | ExecutionException | TimeoutException e) {
            log.debug("Perhaps lost {} events", events.size(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not written yet is lost, as if it had not been told. */
    @Override
    public void close() {
        writer.shutdownNow();
    }
}
