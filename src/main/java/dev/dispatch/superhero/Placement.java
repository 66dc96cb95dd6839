package dev.dispatch.superhero;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A center where heroes live or lived.
 *
 * @param city kept here because the member may be gone
 * @param since the time of the center's first beat for these heroes
 * @param reason why they moved there; null if they did not move, or the reason is unknown
 */
public record Placement(
        UUID centerId, String city, Instant since, @Nullable Reason reason) {
    public Placement(UUID centerId, String city, Instant since) {
        this(centerId, city, since, null);
    }

    Placement withReason(@Nullable Reason other) {
        return new Placement(centerId, city, since, other);
    }

    /** Why heroes move. */
    public enum Reason {
        /** Their center was lost. */
        CRASH,
        /** Their center left. */
        LEAVE,
        /** Their center is still in the cluster; for example, another center has joined. */
        REBALANCE,
        /** Their center has merged back after a split. Meanwhile, both sides may have moved them. */
        MERGE,
        /** A reason that only newer centers know. */
        OTHER
    }
}
