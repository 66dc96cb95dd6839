package dev.dispatch.cluster;

import java.time.Instant;
import java.util.UUID;

/**
 * A dispatch center as the others see it.
 *
 * @param id the id of the cluster member; a new one each time it starts, or merges back after a split
 * @param city unique among live centers
 * @param url where its page is
 * @param state whether it stays
 * @param heroes how many superheroes were at home there within the last second or so
 * @param turnsPerSecond how many turns it took a second, over the last few seconds
 * @param startedAt when its process started
 * @param self whether it is the one that says this
 */
public record Center(
        UUID id,
        String city,
        String url,
        State state,
        long heroes,
        double turnsPerSecond,
        Instant startedAt,
        boolean self) {

    /** What a center is about to do. */
    public enum State {
        ACTIVE,
        LEAVING
    }
}
