package dev.dispatch.simulation;

/** A situation in which the engine is known to break an invariant. Schedules leave it out, unless told otherwise. */
enum KnownHole {
    /**
     * An unanswered command enlists a hero on one side of a split. Its retry finds the name taken on the other side and is refused,
     * but the merge prefers the later hero. No schedule can avoid this, so the invariant accepts it.
     */
    REFUSED_NAMESAKE,

    /**
     * All centers stop, and the first one that starts has a clock behind that of the stopped cluster. Heroes that enlist then have
     * enlisted before earlier ones: a planned termination may include them, and one that takes the name of a hero that has ended waits
     * for its first turn until the clock has caught up.
     */
    CLOCK_BEHIND,

    /**
     * A starting center finds no run of the others, and is frozen before it opens one. If the store does not answer the others for ten
     * seconds meanwhile, it begins a second run, and deadlines move by that time with the next stop of all centers.
     */
    LATE_START
}
