package dev.dispatch.cluster.member;

/** The order in which the parts of a center start, and in reverse stop. The web server comes last and goes first. */
public final class LifecyclePhase {
    /** Superheroes may move in. */
    static final int ADMISSION = -1;

    /** The loop that runs what is due. */
    public static final int PATROL = 0;
    /** This center's stay in the cluster. */
    public static final int MEMBERSHIP = 1;
    /** What pushes to browsers. */
    public static final int LIVE = 2;

    private LifecyclePhase() {}
}
