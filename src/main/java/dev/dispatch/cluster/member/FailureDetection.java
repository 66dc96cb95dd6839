package dev.dispatch.cluster.member;

import java.time.Duration;

/** The time limits of failure detection. */
public final class FailureDetection {
    /** A center that sends no heartbeat for this time is lost. */
    public static final Duration NO_HEARTBEAT = Duration.ofSeconds(5);

    /** How often the oldest center of a split cluster searches for the other half. The first search starts after this delay, too. */
    public static final Duration MERGE_DELAY = Duration.ofSeconds(5);

    private FailureDetection() {}
}
