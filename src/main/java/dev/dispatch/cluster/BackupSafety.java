package dev.dispatch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether every superhero has all its backups. A backup is required only if there is a center to hold it, so a single center is
 * always safe. The check asks every center and can take seconds after a crash, so it runs in the background.
 */
@Component
public class BackupSafety {
    /** The answer of a center that has left the cluster: not safe. */
    private static final Set<UUID> LEFT = Set.of(new UUID(0, 0));

    private final HazelcastInstance hazelcast;
    private final BackgroundQuery<Set<UUID>> query;

    BackupSafety(HazelcastInstance hazelcast, TaskFailures failures) {
        this.hazelcast = hazelcast;
        this.query = new BackgroundQuery<>("backup-safety", Duration.ofSeconds(1), failures);
    }

    /** False if a backup is missing, or if the check fails or takes more than half a second. */
    public boolean areBackupsSafe() {
        Set<UUID> unsafe = unsafeWithin(500);
        return unsafe != null && unsafe.isEmpty();
    }

    /** The ids of the centers whose superheroes lack a backup; null if the check fails or takes over 50 ms. */
    public @Nullable Set<UUID> unsafe() {
        return unsafeWithin(50);
    }

    private @Nullable Set<UUID> unsafeWithin(int millis) {
        return query.run(() -> hazelcast.getLifecycleService().isRunning() ? check() : LEFT)
                .<@Nullable Set<UUID>>handle((unsafe, failure) -> unsafe)
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .join();
    }

    private Set<UUID> check() {
        PartitionService partitions = hazelcast.getPartitionService();
        Set<Member> members = hazelcast.getCluster().getMembers();
        if (partitions.isClusterSafe()) { // Asks all members in parallel; the next lines ask them in turn
            return Set.of();
        }
        return members.stream()
                .filter(member -> !partitions.isMemberSafe(member))
                .map(Member::getUuid)
                .collect(Collectors.toUnmodifiableSet());
    }
}
