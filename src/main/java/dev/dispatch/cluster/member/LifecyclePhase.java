package dev.dispatch.cluster.member;

/** The order in which the parts of a center start; they stop in reverse. The web server starts last and stops first. */
public final class LifecyclePhase {
    /** The member becomes a data member, so superheroes can migrate to it. */
    static final int PROMOTION = -1;

    /** The loop that runs due turns. */
    public static final int PATROL = 0;

    /** Announces the center; leaves the cluster on stop. */
    public static final int MEMBERSHIP = 1;

    /** Loads and saves rosters; saves the rest before the center leaves. */
    public static final int STORE = 2;

    private LifecyclePhase() {}
}
