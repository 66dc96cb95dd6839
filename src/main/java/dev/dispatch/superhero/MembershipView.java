package dev.dispatch.superhero;

import java.util.Set;
import java.util.UUID;

/**
 * The members of the cluster, as one center sees them at one moment. It is sent with a beat, so all replicas of a roster record
 * the same reason for a move.
 *
 * @param leaving members which have announced a graceful shutdown, whether or not they are still present
 */
public record MembershipView(Set<UUID> present, Set<UUID> leaving) {
    /** Why heroes no longer live at a center. */
    public Placement.Reason whyMovedFrom(UUID center) {
        if (leaving.contains(center)) {
            return Placement.Reason.LEAVE;
        }
        return present.contains(center) ? Placement.Reason.REBALANCE : Placement.Reason.CRASH;
    }
}
