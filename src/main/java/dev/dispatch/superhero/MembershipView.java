package dev.dispatch.superhero;

import java.util.Set;
import java.util.UUID;

/**
 * The members of the cluster, as one center sees them at one moment. It is sent with a beat, so all replicas of a roster record
 * the same reason for a move.
 *
 * @param leaving members which have announced a graceful shutdown, whether or not they are still present
 * @param merged former ids of present members: a member that merges back after a split gets a new id
 */
public record MembershipView(Set<UUID> present, Set<UUID> leaving, Set<UUID> merged) {
    /** Why heroes no longer live at a center. */
    public Placement.Reason whyMovedFrom(UUID center) {
        if (leaving.contains(center)) {
            return Placement.Reason.LEAVE;
        }
        if (merged.contains(center)) {
            return Placement.Reason.MERGE;
        }
        return present.contains(center) ? Placement.Reason.REBALANCE : Placement.Reason.CRASH;
    }
}
