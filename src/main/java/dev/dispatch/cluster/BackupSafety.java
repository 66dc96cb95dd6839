package dev.dispatch.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.PartitionService;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether every superhero has all its backups, as far as there are centers for them: one center alone is always safe. To find
 * out takes a question to every center, which after a crash can take seconds; so the answer is sought in the background, at most
 * once a second and only when somebody wants to know.
 */
@Component
public class BackupSafety {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration SHORT_PATIENCE = Duration.ofMillis(50);

    /** Nobody is safe at a center that has left. */
    private static final Set<UUID> NOT_ANY_MORE = Set.of(new UUID(0, 0));

    private final HazelcastInstance hazelcast;
    private @Nullable CompletableFuture<Set<UUID>> question;
    private long askedAt;

    BackupSafety(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /** True if all backups are in place; false if some are not, or if the centers do not answer within half a second. */
    public boolean areBackupsSafe() {
        return ask().thenApply(Set::isEmpty)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The ids of those centers whose superheroes lack a backup; null while that cannot be found out at once. */
    public @Nullable Set<UUID> unsafe() {
        return ask().<@Nullable Set<UUID>>handle((unsafe, failure) -> unsafe)
                .completeOnTimeout(null, SHORT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private synchronized CompletableFuture<Set<UUID>> ask() {
        long now = System.nanoTime();
        if (question == null || (question.isDone() && now - askedAt > FRESH_NANOS)) {
            askedAt = now;
            question = CompletableFuture.supplyAsync(
                    () -> hazelcast.getLifecycleService().isRunning() ? find() : NOT_ANY_MORE,
                    task -> new Thread(task, "backup-safety").start());
        }
        return question.copy();
    }

    /** Each center is asked only if not all of them are safe. */
    private Set<UUID> find() {
        Set<Member> members = hazelcast.getCluster().getMembers();
        PartitionService partitions = hazelcast.getPartitionService();
        if (partitions.isClusterSafe()) {
            return Set.of();
        }
        return members.stream()
                .filter(member -> !partitions.isMemberSafe(member))
                .map(Member::getUuid)
                .collect(Collectors.toUnmodifiableSet());
    }
}
