package dev.dispatch.bench.peer;

/** One member of a peer's cluster, which does the work of Dispatch in another way. */
public interface PeerMember {

    /** Whether this member sees all configured members in the cluster. */
    boolean isReady();

    /** The number of heroes on this member. */
    long heroes();

    /**
     * Creates heroes anywhere in the cluster, and returns when all of them exist. Idempotent.
     *
     * @param from number of the first hero
     * @throws HeroCreationException if a hero could not be created
     */
    void enlist(int from, int count) throws HeroCreationException, InterruptedException;

    /** The name of the hero with a number. */
    static String nameOf(int number) {
        return "hero-" + number;
    }
}
