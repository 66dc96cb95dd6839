package dev.dispatch.bench.peer;

/** The outcome of a turn. */
public enum TurnOutcome {
    WON,
    LOST,
    RESTED
}
