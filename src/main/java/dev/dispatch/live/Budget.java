package dev.dispatch.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much of the time of one processor may be spent on what is watched. What is not spent is saved up to a limit, for when a page
 * is opened, and for code that is slow because it is new. Without savings, no more than comes in should be spent, as {@link Pace}
 * has it.
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
        long now = nanoTime.getAsLong();
        long income = Math.round((now - countedAt) * INCOME);
        countedAt = now;
        saved = Math.min(MOST_SAVED.toNanos(), saved + income) - computation.toNanos();
    }

    synchronized boolean hasSavings() {
        return saved > 0;
    }
}
