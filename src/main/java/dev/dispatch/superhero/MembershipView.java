package dev.dispatch.superhero;

import java.util.Set;
import java.util.UUID;

/**
 * Which centers are there, as one of them saw it at one moment. It travels with a beat, so that all replicas of a roster note the
 * same reason when its superheroes have moved.
 *
 * @param present those that are there
 * @param leaving those that said they would leave, whether or not they are still there
 */
public record MembershipView(Set<UUID> present, Set<UUID> leaving) {

    /** Why superheroes no longer live at a center that was their home. */
    public Placement.Reason whyMovedFrom(UUID center) {
        if (leaving.contains(center)) {
            return Placement.Reason.LEAVE;
        }
        return present.contains(center) ? Placement.Reason.REBALANCE : Placement.Reason.CRASH;
    }
}
