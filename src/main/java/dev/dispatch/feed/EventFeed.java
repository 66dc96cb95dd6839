package dev.dispatch.feed;

import static dev.dispatch.feed.FeedEvent.Type.CENTER_JOINED;
import static dev.dispatch.feed.FeedEvent.Type.CENTER_LEFT;
import static dev.dispatch.feed.FeedEvent.Type.CENTER_LOST;
import static dev.dispatch.feed.FeedEvent.Type.REHOMED;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.TaskFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * The latest events of the cluster, the same on every center. Best effort: an event that is written while a center crashes can be
 * lost or duplicated. Events of centers have their own ring buffer, so that the more frequent events of heroes never displace
 * them.
 */
@Component
@DependsOn("centers") // after a city is claimed, there is a data member to hold the ring buffers
public class EventFeed implements AutoCloseable {
    /** The number of hero events that are kept, and the largest limit of a read. */
    public static final int CAPACITY = 2_000;

    private static final int CENTER_CAPACITY = 200;
    private static final String HEROES = "feed";
    private static final String CENTERS = "feed-of-centers";

    /** The capacities of the ring buffers by name. */
    static final Map<String, Integer> RINGBUFFERS = Map.of(HEROES, CAPACITY, CENTERS, CENTER_CAPACITY);

    private static final Set<FeedEvent.Type> CENTER_TYPES = Set.of(CENTER_JOINED, CENTER_LEFT, CENTER_LOST, REHOMED);
    private static final int MAX_BATCH = 1_000;
    private static final Duration WRITE_DELAY = Duration.ofMillis(50);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    private final EventLog heroEvents;
    private final EventLog centerEvents;
    private final BlockingQueue<FeedEvent> unwritten = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean writeScheduled = new AtomicBoolean();
    private final ErrorHandler failures;
    private final ScheduledExecutorService writer =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "feed"));

    EventFeed(HazelcastInstance hazelcast, TaskFailures failures) {
        this.failures = failures.of("feed");
        this.heroEvents = new EventLog(hazelcast, HEROES, CAPACITY, this.failures);
        this.centerEvents = new EventLog(hazelcast, CENTERS, CENTER_CAPACITY, this.failures);
    }

    /**
     * Returns the latest events, newest first. If a ring buffer does not answer within a second, its part comes from the cache.
     *
     * @param limit 1 to {@link #CAPACITY}
     * @param types the types to return; empty for all
     */
    public List<FeedEvent> latest(int limit, Set<FeedEvent.Type> types) {
        var unused = CompletableFuture.allOf(heroEvents.refresh(), centerEvents.refresh())
                .exceptionally(failure -> {
                    log.debug("Could not read the event feed; using the cache", failure);
                    return null;
                })
                .join();
        return Stream.of(heroEvents, centerEvents)
                .flatMap(events -> events.cached().stream())
                .filter(event -> types.isEmpty() || types.contains(event.type()))
                .sorted(Comparator.comparing(FeedEvent::at).reversed())
                .limit(limit)
                .toList();
    }

    /** Adds an event without blocking. Events of 50 ms are written in one batch: each write is an operation with a backup. */
    void add(FeedEvent event) {
        if (!unwritten.offer(event)) {
            log.debug("The queue of the event feed is full; dropping {}", event);
        } else if (writeScheduled.compareAndSet(false, true)) {
            try {
                var unused = writer.schedule(
                        new DelegatingErrorHandlingRunnable(this::writeAll, failures),
                        WRITE_DELAY.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("The event feed is closed; dropping {}", event);
            } catch (Error e) {
                writeScheduled.set(false); // else no later event would be written
                failures.handleError(e);
            }
        }
    }

    /** Writes all added events, and waits up to two seconds for that. */
    void flush() {
        var unused = CompletableFuture.runAsync(this::writeAll, writer)
                .completeOnTimeout(null, WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void writeAll() {
        writeScheduled.set(false);
        while (!unwritten.isEmpty()) {
            List<FeedEvent> batch = new ArrayList<>();
            unwritten.drainTo(batch, MAX_BATCH);
            batch.stream()
                    .collect(Collectors.groupingBy(
                            event -> CENTER_TYPES.contains(event.type()) ? centerEvents : heroEvents))
                    .forEach(this::write);
        }
    }

    private void write(EventLog destination, List<FeedEvent> events) {
        try {
            var unused = destination
                    .write(events)
                    .toCompletableFuture()
                    .orTimeout(WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (RuntimeException | Error e) {
            failures.handleError(e); // these events may be lost; the next ones are written
        }
    }

    /** Drops the events that are not yet written. */
    @Override
    public void close() {
        writer.shutdownNow();
    }
}
