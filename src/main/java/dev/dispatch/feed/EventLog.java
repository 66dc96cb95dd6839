package dev.dispatch.feed;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.ringbuffer.OverflowPolicy;
import com.hazelcast.ringbuffer.ReadResultSet;
import com.hazelcast.ringbuffer.Ringbuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.util.ErrorHandler;

/**
 * A ring buffer of events with a local cache, the same on every center. Reads fetch only new events, one read at a time. Best effort: an
 * event that is written while a center crashes can be lost or duplicated. Thread-safe.
 *
 * @param <T> a type that Hazelcast can serialize
 */
final class EventLog<T> implements AutoCloseable {
    private static final int MAX_BATCH = 1_000;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration WRITE_DELAY = Duration.ofMillis(50);
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final Ringbuffer<T> ring;
    private final int capacity;
    private final int batch;
    private final ErrorHandler failures;
    private final BlockingQueue<T> unwritten;
    private final AtomicBoolean writeScheduled = new AtomicBoolean();
    private final ScheduledExecutorService writer;
    private final Deque<T> newestFirst = new ArrayDeque<>();
    private long end;
    private CompletableFuture<?> reading = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> readingOrTimeout = reading;

    EventLog(HazelcastInstance hazelcast, String name, int capacity, ErrorHandler failures) {
        this.ring = hazelcast.getRingbuffer(name);
        this.capacity = capacity;
        this.failures = failures;
        this.batch = Math.min(MAX_BATCH, capacity);
        this.unwritten = new LinkedBlockingQueue<>(capacity);
        this.writer = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, name));
    }

    /** Adds an event without blocking. Events of 50 ms are written in one batch: each write is an operation with a backup. */
    void add(T event) {
        if (!unwritten.offer(event)) {
            log.debug("The queue of the event log is full; dropping {}", event);
        } else if (writeScheduled.compareAndSet(false, true)) {
            try {
                var unused = writer.schedule(
                        new DelegatingErrorHandlingRunnable(this::writeAll, failures),
                        WRITE_DELAY.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("The event log is closed; dropping {}", event);
            } catch (Error e) {
                writeScheduled.set(false); // else no later event would be written
                failures.handleError(e);
            }
        }
    }

    /** Writes all added events; completes after at most two seconds. */
    CompletableFuture<?> flush() {
        return CompletableFuture.runAsync(this::writeAll, writer)
                .completeOnTimeout(null, WRITE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void writeAll() {
        writeScheduled.set(false);
        while (!unwritten.isEmpty()) {
            List<T> events = new ArrayList<>();
            unwritten.drainTo(events, batch);
            write(events);
        }
    }

    private void write(List<T> events) {
        try {
            var unused = ring.addAllAsync(events, OverflowPolicy.OVERWRITE)
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

    /** The latest events, newest first. If the ring buffer does not answer within a second, they come from the cache. */
    CompletableFuture<List<T>> latest() {
        return refresh()
                .exceptionally(failure -> {
                    log.debug("Could not read the event log; using the cache", failure);
                    return null;
                })
                .thenApply(done -> cached());
    }

    private synchronized List<T> cached() {
        return List.copyOf(newestFirst);
    }

    /**
     * Reads new events into the cache. Callers share the read in progress. It fails one second after its start, so a member that
     * does not answer delays callers only once.
     */
    private synchronized CompletableFuture<?> refresh() {
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
    private synchronized boolean add(ReadResultSet<T> result) {
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

    private boolean continuesCache(ReadResultSet<T> result) {
        return result.readCount() > 0
                && result.getSequence(0) == end - 1
                && result.get(0).equals(newestFirst.peekFirst());
    }
}
