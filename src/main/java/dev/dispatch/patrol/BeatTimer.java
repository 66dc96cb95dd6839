package dev.dispatch.patrol;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats, on a thread of its own, and after each beat rests for as long as that says. To look ten times a second whether
 * something is due, and not when it is, takes a twentieth of all that a center at rest does.
 */
final class BeatTimer {
    private static final Logger log = LoggerFactory.getLogger(BeatTimer.class);

    private final Duration shortest;
    private final Supplier<Duration> beat;
    // whoever hurries it after its end is late, and does no harm
    final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "patrol"), new DiscardPolicy());
    private @Nullable Future<?> next;

    /**
     * With a beat that says how long to rest after it, from its begin to that of the next; after one that fails it rests as short
     * as it may.
     */
    BeatTimer(Duration shortest, Supplier<Duration> beat) {
        this.shortest = shortest;
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
        Duration rest = shortest;
        try {
            rest = beat.get();
        } catch (RuntimeException | Error e) {
            log.error("A beat failed; there will be another", e);
        }
        next = thread.schedule(this::goOn, start + rest.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
