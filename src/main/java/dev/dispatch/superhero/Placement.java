package dev.dispatch.superhero;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A center where superheroes live, or lived.
 *
 * @param centerId the id of the cluster member
 * @param city its city, which is remembered when the member is long gone
 * @param since when it took its first beat for them
 * @param reason why they moved there; null if they moved from nowhere, or nobody knows
 */
public record Placement(
        UUID centerId, String city, Instant since, @Nullable Reason reason) {

    /** A center where they have lived from the start. */
    public Placement(UUID centerId, String city, Instant since) {
        this(centerId, city, since, null);
    }

    /** The same center, moved to for a reason. */
    public Placement because(@Nullable Reason why) {
        return new Placement(centerId, city, since, why);
    }

    /** Why superheroes move. */
    public enum Reason {
        /** The center where they lived was lost. */
        CRASH,
        /** It left. */
        LEAVE,
        /** It is still there, and shares with one that joined. */
        REBALANCE
    }
}
