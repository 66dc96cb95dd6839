package dev.dispatch.registry;

import com.hazelcast.cluster.Member;
import dev.dispatch.cluster.Centers;
import java.util.UUID;

/** Where the superheroes of each roster live now, as far as this center knows; asks nobody. */
final class Homes {
    private final Rosters rosters;
    private final Centers centers;

    Homes(Rosters rosters, Centers centers) {
        this.rosters = rosters;
        this.centers = centers;
    }

    /** The home of a roster. */
    Home of(int key) {
        UUID id = rosters.owner(key).map(Member::getUuid).orElseGet(centers::selfId);
        return new Home(id, centers.cityOf(id).orElse("on the move"));
    }

    /** The city of this center. */
    String here() {
        return centers.self().city();
    }
}
