package dev.dispatch.bench.peer;

/** What came of one turn. */
public enum Outcome {
    WON,
    LOST,
    RESTED
}
