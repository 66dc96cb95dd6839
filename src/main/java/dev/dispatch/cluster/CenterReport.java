package dev.dispatch.cluster;

import java.time.Instant;

/**
 * How this center does; published on it about once a second.
 *
 * @param at when, on the clock that all centers share
 * @param heroes how many superheroes are at home here
 * @param turnsPerSecond how many turns were taken here a second, over the last few seconds
 * @param turns how many turns were taken here since it started
 * @param fallen how many superheroes fell here since it started
 * @param lateMillis how late the latest turn was since the last report
 */
public record CenterReport(Instant at, long heroes, double turnsPerSecond, long turns, long fallen, long lateMillis) {}
