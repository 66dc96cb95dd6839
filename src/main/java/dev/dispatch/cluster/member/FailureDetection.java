package dev.dispatch.cluster.member;

import java.time.Duration;

/** After what time centers notice what happened to another. */
public final class FailureDetection {

    /** A center of which nothing was heard for so long is taken for lost by the others. */
    public static final Duration NO_HEARTBEAT = Duration.ofSeconds(5);

    /** A center that finds itself apart looks for the others after this time, and again as often. */
    public static final Duration MERGE_DELAY = Duration.ofSeconds(5);

    private FailureDetection() {}
}
