package dev.dispatch.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much of the time of one processor may be spent on what is watched. What is not spent is saved up to a limit, for when a page
 * is opened, and for code that is slow because it is new. Without savings, no more than comes in should be spent, as {@link Pace}
 * has it; and what was spent beyond them has to come in first, up to a limit again, as what took very long mostly waited.
 */
final class Budget {
    /** The part of a processor that comes in. */
    static final double INCOME = 1 / 20.0;

    private static final Duration MOST_SAVED = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;
    private long saved = MOST_SAVED.toNanos();
    private long countedAt;

    Budget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.countedAt = nanoTime.getAsLong();
    }

    synchronized void spend(Duration computation) {
        collect();
        saved = Math.max(-MOST_SAVED.toNanos(), saved - computation.toNanos());
    }

    synchronized boolean hasSavings() {
        collect();
        return saved > 0;
    }

    /** How long it takes until there are savings, if nothing is spent meanwhile. */
    synchronized Duration untilSavings() {
        collect();
        return saved > 0 ? Duration.ZERO : Duration.ofNanos((long) (-saved / INCOME) + 1);
    }

    private void collect() {
        long now = nanoTime.getAsLong();
        saved = Math.min(MOST_SAVED.toNanos(), saved + Math.round((now - countedAt) * INCOME));
        countedAt = now;
    }
}
