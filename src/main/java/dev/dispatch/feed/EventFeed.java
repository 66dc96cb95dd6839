package dev.dispatch.feed;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.ringbuffer.OverflowPolicy;
import com.hazelcast.ringbuffer.ReadResultSet;
import com.hazelcast.ringbuffer.Ringbuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last events of the cluster, the same on every center. Best effort: an event that is written in the moment in which a
 * center is lost can be missing or there twice. The state of superheroes never depends on it.
 */
public class EventFeed {
    /** How many events are remembered. */
    public static final int CAPACITY = 2_000;

    static final String RINGBUFFER = "feed";
    private static final int MAX_BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    private final Ringbuffer<FeedEvent> events;
    private final Deque<FeedEvent> unwritten = new ArrayDeque<>();
    private boolean writing;

    EventFeed(HazelcastInstance hazelcast) {
        this.events = hazelcast.getRingbuffer(RINGBUFFER);
    }

    /**
     * The last events, newest first; fewer while the center that keeps them is just being replaced.
     *
     * @param limit 1 to {@link #CAPACITY}
     */
    public List<FeedEvent> latest(int limit) {
        try {
            long tail = events.tailSequence();
            long from = Math.max(events.headSequence(), tail - limit + 1);
            List<FeedEvent> latest = new ArrayList<>();
            while (from <= tail) {
                int count = (int) Math.min(MAX_BATCH, tail - from + 1);
                ReadResultSet<FeedEvent> read = events.readManyAsync(from, 0, count, null)
                        .toCompletableFuture()
                        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (read.readCount() == 0) {
                    break;
                }
                read.forEach(latest::add);
                from = read.getNextSequenceToReadFrom();
            }
            Collections.reverse(latest);
            return latest;
        } catch (HazelcastException | HazelcastInstanceNotActiveException | ExecutionException | TimeoutException e) {
            log.debug("The feed cannot be read at the moment", e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /**
     * Adds an event and does not wait until it is there. Those that come while others are written are written together, so that
     * the feed costs little where much happens.
     */
    void add(FeedEvent event) {
        synchronized (unwritten) {
            if (unwritten.size() == CAPACITY) {
                unwritten.removeFirst();
            }
            unwritten.addLast(event);
        }
        writeNext();
    }

    private void writeNext() {
        List<FeedEvent> batch;
        synchronized (unwritten) {
            if (writing || unwritten.isEmpty()) {
                return;
            }
            writing = true;
            batch = unwritten.stream().limit(MAX_BATCH).toList();
            batch.forEach(event -> unwritten.removeFirst());
        }
        write(batch)
                .whenCompleteAsync(
                        (sequence, failure) -> {
                            if (failure != null) {
                                log.debug("Lost {} events", batch.size(), failure);
                            }
                            synchronized (unwritten) {
                                writing = false;
                            }
                            writeNext();
                        },
                        Runnable::run);
    }

    private CompletionStage<Long> write(List<FeedEvent> batch) {
        try {
            return events.addAllAsync(batch, OverflowPolicy.OVERWRITE);
        } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
