package dev.dispatch.bench.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Ways to let time pass: for a condition, for a pace, or for as long as something is measured. */
public final class Waiting {
    private Waiting() {}

    /** Returns after this time. */
    public static void pass(Duration time) {
        passUntil(System.nanoTime() + time.toNanos());
    }

    /** Returns at that time of {@link System#nanoTime()}, or at once if it is over. */
    public static void passUntil(long nanoTime) {
        try {
            Duration left = Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
            Thread.sleep(left.toMillis(), left.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /**
     * Looks again and again until a condition holds.
     *
     * @return whether it holds; false once the time is over
     */
    public static boolean isTrueWithin(Duration limit, Duration every, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pass(every);
        }
        return true;
    }

    /**
     * Looks again and again until a condition holds.
     *
     * @throws BenchException if it does not within the limit
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!isTrueWithin(limit, Duration.ofMillis(100), condition)) {
            throw new BenchException("%s: not within %d s".formatted(what, limit.toSeconds()));
        }
    }
}
