package dev.dispatch.bench.peer;

/** One process of a cluster that does the work of Dispatch in another way. */
public interface Peer {

    /** Whether all named members are up in the cluster, as seen from here. */
    boolean isReady();

    /** How many heroes have their home in this process. */
    long heroes();

    /**
     * Creates heroes somewhere in the cluster, and returns when every one of them exists. Those who exist already stay as they
     * are.
     *
     * @param from number of the first
     * @throws EnlistingException if one of them could not be created
     */
    void enlist(int from, int count) throws EnlistingException, InterruptedException;

    /** What the hero of that number is called. */
    static String nameOf(int number) {
        return "hero-" + number;
    }
}
