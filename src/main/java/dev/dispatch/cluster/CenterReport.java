package dev.dispatch.cluster;

import java.time.Instant;

/**
 * The figures of this center, with the turns and falls since its start; published on it about once a second.
 *
 * @param at on the cluster's clock
 * @param turnsPerSecond averaged over the last few seconds
 * @param lateMillis the greatest lateness of a turn since the last report
 */
public record CenterReport(Instant at, long heroes, double turnsPerSecond, long turns, long fallen, long lateMillis) {}
