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
import org.springframework.util.ErrorHandler;

/** A ring buffer of events with a local cache. Reads fetch only new events, one read at a time. Thread-safe. */
final class EventLog {
    private static final int MAX_BATCH = 1_000;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    private final Ringbuffer<FeedEvent> ring;
    private final int capacity;
    private final int batch;
    private final ErrorHandler failures;
    private final Deque<FeedEvent> newestFirst = new ArrayDeque<>();
    private long end;
    private CompletableFuture<?> reading = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> readingOrTimeout = reading;

    EventLog(HazelcastInstance hazelcast, String name, int capacity, ErrorHandler failures) {
        this.ring = hazelcast.getRingbuffer(name);
        this.capacity = capacity;
        this.failures = failures;
        this.batch = Math.min(MAX_BATCH, capacity);
    }

    CompletionStage<Long> write(List<FeedEvent> events) {
        return ring.addAllAsync(events, OverflowPolicy.OVERWRITE);
    }

    /** The cached events, newest first. */
    synchronized List<FeedEvent> cached() {
        return List.copyOf(newestFirst);
    }

    /**
     * Reads new events into the cache. Callers share the read in progress. It fails one second after its start, so a member that
     * does not answer delays callers only once.
     */
    synchronized CompletableFuture<?> refresh() {
        if (reading.isDone()) {
            reading = read().whenComplete((done, failure) -> {
                if (failure != null) {
                    failures.handleError(failure);
                }
            });
            readingOrTimeout = reading.copy().orTimeout(READ_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        }
        return readingOrTimeout.copy();
    }

    /** Rereads the newest cached event first: if it has changed, the ring buffer was lost or replaced. */
    private synchronized CompletableFuture<Void> read() {
        try {
            return ring.readManyAsync(Math.max(0, end - 1), 0, batch, null)
                    .toCompletableFuture()
                    .thenCompose(result -> add(result) ? read() : CompletableFuture.completedFuture(null));
        } catch (HazelcastException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns whether there may be more to read. */
    private synchronized boolean add(ReadResultSet<FeedEvent> result) {
        if (end > 0 && !continuesCache(result)) {
            // lost with its owner, replaced in a merge, or overwritten since the last read
            newestFirst.clear();
            end = 0;
            return true;
        }
        for (int i = end == 0 ? 0 : 1; i < result.readCount(); i++) {
            newestFirst.addFirst(result.get(i));
            end = result.getSequence(i) + 1;
        }
        while (newestFirst.size() > capacity) {
            newestFirst.removeLast();
        }
        return result.readCount() == batch;
    }

    private boolean continuesCache(ReadResultSet<FeedEvent> result) {
        return result.readCount() > 0
                && result.getSequence(0) == end - 1
                && result.get(0).equals(newestFirst.peekFirst());
    }
}
