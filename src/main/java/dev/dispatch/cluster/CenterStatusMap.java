package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.replicatedmap.ReplicatedMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The status of each center, which every center has at hand: reading it asks nobody. Of one that is gone it stays a minute. */
final class CenterStatusMap {
    static final String MAP = "centers";
    private static final long RETENTION_SECONDS = 60;

    private final HazelcastInstance hazelcast;

    CenterStatusMap(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    void put(UUID member, CenterStatus status) {
        statuses().put(member, status, RETENTION_SECONDS, TimeUnit.SECONDS);
    }

    Optional<CenterStatus> get(UUID member) {
        try {
            return Optional.ofNullable(statuses().get(member));
        } catch (HazelcastInstanceNotActiveException e) {
            return Optional.empty(); // this center has left, and knows of nobody any more
        }
    }

    /** All statuses by member, also of those that are gone. */
    Map<UUID, CenterStatus> all() {
        try {
            return Map.copyOf(statuses());
        } catch (HazelcastInstanceNotActiveException e) {
            return Map.of();
        }
    }

    /** Not before the admission: a lite member has no replicated data. */
    private ReplicatedMap<UUID, CenterStatus> statuses() {
        return hazelcast.getReplicatedMap(MAP);
    }
}
