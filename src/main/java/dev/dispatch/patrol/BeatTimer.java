package dev.dispatch.patrol;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Beats, on a thread of its own, and after each beat rests for as long as that says. To look ten times a second whether
 * something is due was an eighth of all that a center at rest does.
 */
final class BeatTimer {
    private final Supplier<Duration> beat;
    // whoever hurries it after its end is late, and does no harm
    final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "patrol"), new DiscardPolicy());
    private @Nullable Future<?> next;

    /**
     * With a beat that says how long to rest after it, from its begin to that of the next. It must not throw: there would be no
     * other.
     */
    BeatTimer(Supplier<Duration> beat) {
        this.beat = beat;
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Beats at once, and then goes on. May be called by any thread, and at any time. */
    void hurry() {
        thread.execute(() -> {
            if (next != null) {
                next.cancel(false);
            }
            goOn();
        });
    }

    void stop() {
        thread.shutdownNow();
    }

    private void goOn() {
        long start = System.nanoTime();
        long rest = beat.get().toNanos() - (System.nanoTime() - start);
        next = thread.schedule(this::goOn, rest, TimeUnit.NANOSECONDS);
    }
}
