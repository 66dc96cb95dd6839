package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The status of each center, which every center has at hand: reading it asks nobody. Of one that is gone it stays a minute. */
final class StatusBoard {
    static final String MAP = "centers";
    private static final long RETENTION_SECONDS = 60;

    private final ReplicatedMap<UUID, CenterStatus> statuses;

    /** Not for a lite member, which has no replicated data. */
    StatusBoard(HazelcastInstance hazelcast) {
        statuses = hazelcast.getReplicatedMap(MAP);
    }

    void put(UUID member, CenterStatus status) {
        statuses.put(member, status, RETENTION_SECONDS, TimeUnit.SECONDS);
    }

    Optional<CenterStatus> get(UUID member) {
        return Optional.ofNullable(statuses.get(member));
    }
}
