package dev.dispatch.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ErrorHandler;

/**
 * A query that may wait for other centers, run in the background: one run at a time, at most one per interval, and only on
 * demand. All callers share the latest run. A failed run is logged and counted, and retried by a later call. Thread-safe.
 */
public final class BackgroundQuery<T> {
    private final String thread;
    private final long intervalNanos;
    private final ErrorHandler failures;
    private @Nullable CompletableFuture<T> latest;
    private long startedAt;

    /**
     * @param interval shortest time from the start of one run to the start of the next
     */
    public BackgroundQuery(String thread, Duration interval, TaskFailures failures) {
        this.thread = thread;
        this.intervalNanos = interval.toNanos();
        this.failures = failures.of(thread);
    }

    /** Returns the latest run, or starts {@code query} if that run is done and was started an interval ago. */
    public synchronized CompletableFuture<T> run(Supplier<T> query) {
        long now = System.nanoTime();
        if (latest == null || (latest.isDone() && now - startedAt > intervalNanos)) {
            startedAt = now;
            latest = CompletableFuture.supplyAsync(query, task -> new Thread(task, thread).start())
                    .whenComplete((result, failure) -> {
                        if (failure != null) {
                            failures.handleError(failure);
                        }
                    });
        }
        return latest.copy();
    }

    /**
     * Like {@link #run(Supplier)}, but fails when the run has taken longer than {@code timeout}, so that a query that hangs
     * delays its callers only once.
     */
    public synchronized CompletableFuture<T> run(Supplier<T> query, Duration timeout) {
        CompletableFuture<T> result = run(query);
        return result.orTimeout(startedAt + timeout.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
