package dev.dispatch.cluster;

import java.time.Instant;

/**
 * The figures of this center; published on it about once a second.
 *
 * @param at on the cluster's clock
 * @param heroes superheroes at home here
 * @param turnsPerSecond averaged over the last few seconds
 * @param turns turns taken here since the start
 * @param fallen superheroes fallen here since the start
 * @param lateMillis the greatest lateness of a turn since the last report
 */
public record CenterReport(Instant at, long heroes, double turnsPerSecond, long turns, long fallen, long lateMillis) {}
