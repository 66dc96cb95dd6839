package dev.dispatch.registry.protocol;

/**
 * What a roster has to do.
 *
 * @param heroes how many superheroes it has
 * @param nextTurnAt when the next of them is due, in epoch milliseconds
 */
public record SweepReport(int heroes, long nextTurnAt) {}
