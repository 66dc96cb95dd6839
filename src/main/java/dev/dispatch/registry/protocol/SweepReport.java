package dev.dispatch.registry.protocol;

/**
 * The size of a roster and its next deadline.
 *
 * @param nextTurnAt epoch milliseconds; {@link dev.dispatch.superhero.Roster#NEVER} if it has no heroes
 */
public record SweepReport(int heroes, long nextTurnAt) {}
