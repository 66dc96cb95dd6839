package dev.dispatch.cluster;

import java.time.Instant;
import java.util.UUID;

/**
 * A dispatch center, as any center sees it.
 *
 * @param id the id of the cluster member; it changes when the center restarts or merges back into the cluster
 * @param city unique among live centers
 * @param url the URL of its console; empty while unknown
 * @param heroes the superheroes at home there, about one second old
 * @param turnsPerSecond averaged over the last few seconds
 * @param startedAt when its process started; for a joining center, when this center first saw it
 * @param self whether this is the center that answers
 * @param cores busy processor cores of its process, averaged over the last few seconds
 */
public record Center(
        UUID id,
        String city,
        String url,
        State state,
        long heroes,
        double turnsPerSecond,
        Instant startedAt,
        boolean self,
        double cores) {
    /** A joining center holds no superheroes yet, and a lost one has left without a graceful shutdown. */
    public enum State {
        JOINING,
        ACTIVE,
        LEAVING,
        LOST
    }
}
