package dev.dispatch.bench.cluster;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Sleeps for a time, or polls until a condition holds. */
public final class Wait {
    private Wait() {}

    public static void sleep(Duration time) {
        sleepUntil(System.nanoTime() + time.toNanos());
    }

    /** Sleeps until a time of {@link System#nanoTime()}; returns at once if that time has passed. */
    public static void sleepUntil(long nanoTime) {
        try {
            Duration left = Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
            Thread.sleep(left.toMillis(), left.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /**
     * Polls until a condition holds.
     *
     * @return false if the condition does not hold within the limit
     */
    public static boolean isTrueWithin(Duration limit, Duration interval, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            sleep(interval);
        }
        return true;
    }

    /**
     * Polls until a condition holds.
     *
     * @param what the condition, for the message
     * @throws BenchException if the condition does not hold within the limit
     */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!isTrueWithin(limit, Duration.ofMillis(100), condition)) {
            throw new BenchException("%s: not within %d s".formatted(what, limit.toSeconds()));
        }
    }
}
