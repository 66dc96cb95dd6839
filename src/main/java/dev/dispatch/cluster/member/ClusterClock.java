package dev.dispatch.cluster.member;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's clock, in milliseconds since the epoch. It starts with the wall clock of the first center and then follows the time
 * of the oldest one, as Hazelcast knows it from its heartbeats.
 *
 * <p>A late heartbeat sets Hazelcast's time back. This clock then only runs one percent slower, and the next heartbeat that is on
 * time corrects it. It goes back only when the center joins another cluster, or when Hazelcast subtracts a pause of more than two
 * minutes. Thread-safe.
 */
final class ClusterClock implements LongSupplier {
    /** The clock slows down by at most 1/SLEW of the elapsed time. */
    private static final int SLEW = 100;

    private static final Duration LOGGED_STEP = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(ClusterClock.class);

    private final LongSupplier nanoTime;
    private final LongSupplier wallClock;
    private final LongSupplier clusterTime;
    /** Hazelcast ignores heartbeats that are later. */
    private final long maxLateness;

    private long lastRead;
    private long offset;
    private long wallOffset;

    /**
     * With the time of Hazelcast's cluster and the wall clock in milliseconds, a clock in nanoseconds that never steps, and the time
     * after which a silent center is lost.
     */
    ClusterClock(LongSupplier clusterTime, LongSupplier wallClock, LongSupplier nanoTime, Duration failureDetection) {
        this.clusterTime = clusterTime;
        this.wallClock = wallClock;
        this.nanoTime = nanoTime;
        this.maxLateness = failureDetection.dividedBy(2).toNanos();
        this.lastRead = nanoTime.getAsLong();
        this.offset = offsetOf(clusterTime, lastRead);
        this.wallOffset = offsetOf(wallClock, lastRead);
    }

    @Override
    public synchronized long getAsLong() {
        long now = nanoTime.getAsLong();
        long target = offsetOf(clusterTime, now);
        if (target >= offset || target < offset - maxLateness) {
            offset = target;
        } else {
            offset -= Math.min(offset - target, (now - lastRead) / SLEW);
        }
        lastRead = now;
        watchWallClock(now);
        return TimeUnit.NANOSECONDS.toMillis(now + offset);
    }

    private void watchWallClock(long now) {
        long before = wallOffset;
        wallOffset = offsetOf(wallClock, now);
        Duration step = Duration.ofNanos(wallOffset - before);
        if (step.abs().compareTo(LOGGED_STEP) > 0) {
            log.warn(
                    "The wall clock went {} by {} s, or the machine was suspended; superheroes follow the cluster's clock",
                    step.isNegative() ? "back" : "forward",
                    step.abs().toSeconds());
        }
    }

    private static long offsetOf(LongSupplier millis, long now) {
        return TimeUnit.MILLISECONDS.toNanos(millis.getAsLong()) - now;
    }
}
