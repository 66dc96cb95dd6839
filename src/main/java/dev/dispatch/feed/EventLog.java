package dev.dispatch.feed;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.ringbuffer.OverflowPolicy;
import com.hazelcast.ringbuffer.ReadResultSet;
import com.hazelcast.ringbuffer.Ringbuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A ring buffer of events, and what this center has read of it. Only what is new is read when somebody wants to know; and what
 * is known can be told while the center that keeps the ring buffer does not answer.
 */
final class EventLog {
    private static final int MAX_BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Ringbuffer<FeedEvent> ring;
    private final int capacity;
    private final int batch;
    private final Deque<FeedEvent> newestFirst = new ArrayDeque<>();
    private long end;
    private CompletableFuture<?> reading = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> patience = reading;

    EventLog(HazelcastInstance hazelcast, String name, int capacity) {
        this.ring = hazelcast.getRingbuffer(name);
        this.capacity = capacity;
        this.batch = Math.min(MAX_BATCH, capacity);
    }

    CompletionStage<Long> write(List<FeedEvent> events) {
        return ring.addAllAsync(events, OverflowPolicy.OVERWRITE);
    }

    /** What is known here, newest first. */
    synchronized List<FeedEvent> known() {
        return List.copyOf(newestFirst);
    }

    /**
     * Reads what is new. Whoever comes meanwhile waits for the same; and for what has taken too long already nobody waits any
     * more: that has failed.
     */
    synchronized CompletableFuture<?> catchUp() {
        if (reading.isDone()) {
            reading = readOn();
            patience = reading.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return patience.copy();
    }

    /** Begins with the newest that is known, which shows whether there still is what it was read from. */
    private synchronized CompletableFuture<Void> readOn() {
        try {
            return ring.readManyAsync(Math.max(0, end - 1), 0, batch, null)
                    .toCompletableFuture()
                    .thenCompose(some -> add(some) ? readOn() : CompletableFuture.completedFuture(null));
        } catch (HazelcastException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns whether there may be more to read. */
    private synchronized boolean add(ReadResultSet<FeedEvent> read) {
        if (end > 0 && !isContinuedBy(read)) {
            // lost with its center, of the other half of a split cluster, or too much was written meanwhile
            newestFirst.clear();
            end = 0;
            return true;
        }
        for (int i = end == 0 ? 0 : 1; i < read.readCount(); i++) {
            newestFirst.addFirst(read.get(i));
            end = read.getSequence(i) + 1;
        }
        while (newestFirst.size() > capacity) {
            newestFirst.removeLast();
        }
        return read.readCount() == batch;
    }

    private boolean isContinuedBy(ReadResultSet<FeedEvent> read) {
        return read.readCount() > 0
                && read.getSequence(0) == end - 1
                && read.get(0).equals(newestFirst.peekFirst());
    }
}
