package dev.dispatch.patrol;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ErrorHandler;

/**
 * Runs beats on its own thread; each beat returns the delay from its start to the start of the next one. Polling ten times a
 * second would cost 5 % of what an idle center uses.
 */
// Not a Spring trigger: it follows the wall clock, which may step, and its next run cannot be brought forward
final class BeatTimer {
    private final Duration minDelay;
    private final Supplier<Duration> beat;
    private final ErrorHandler errorHandler;
    // hurry() after stop() is a no-op
    final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "patrol-beat"), new DiscardPolicy());
    private @Nullable Future<?> next;

    /** The beat after a failed one starts {@code minDelay} after the start of the failed one. */
    BeatTimer(Duration minDelay, Supplier<Duration> beat, ErrorHandler errorHandler) {
        this.minDelay = minDelay;
        this.beat = beat;
        this.errorHandler = errorHandler;
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Runs the next beat now instead of when it is due. Thread-safe. */
    void hurry() {
        thread.execute(() -> {
            if (next != null) {
                next.cancel(false);
            }
            run();
        });
    }

    void stop() {
        thread.shutdownNow();
    }

    private void run() {
        long start = System.nanoTime();
        Duration delay = minDelay;
        try {
            delay = beat.get();
        } catch (RuntimeException | Error e) {
            errorHandler.handleError(e);
        } finally {
            next = thread.schedule(this::run, start + delay.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
