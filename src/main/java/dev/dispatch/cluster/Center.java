package dev.dispatch.cluster;

import java.time.Instant;
import java.util.UUID;

/**
 * A dispatch center as the others see it.
 *
 * @param id the id of the cluster member; a new one each time it starts, or merges back after a split
 * @param city unique among live centers
 * @param url where its page is; empty while that is not known
 * @param state whether it stays
 * @param heroes how many superheroes were at home there within the last second or so
 * @param turnsPerSecond how many turns it took a second, over the last few seconds
 * @param startedAt when its process started; of one that joins, when it was first seen
 * @param self whether it is the one that says this
 * @param cores how many processor cores its process keeps busy, over the last few seconds
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

    /** How it is with a center. */
    public enum State {
        /** It has its city, and gets its share of the superheroes soon. */
        JOINING,
        /** It is there. */
        ACTIVE,
        /** It hands its superheroes over, and goes. */
        LEAVING,
        /** It is gone without a word. */
        LOST
    }
}
