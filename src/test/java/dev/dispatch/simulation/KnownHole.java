package dev.dispatch.simulation;

/** A situation in which the engine is known to break an invariant. Schedules leave it out, unless told otherwise. */
enum KnownHole {
    /** Hazelcast's cluster time follows the wall clock of the oldest member, so a step makes heroes act early or wait. */
    CLOCK_STEP,

    /**
     * A plan is carried out by each side of a split that has it, and also by a center that is suspended or alone. An undo
     * reaches one side only.
     */
    UNDO_DURING_SPLIT,

    /** A center that has not seen that a partition moved away sends one more beat, which the new owner takes for a move back. */
    STALE_TABLE
}
