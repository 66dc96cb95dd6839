package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private final HazelcastInstance hazelcast;
    private @Nullable CompletableFuture<Boolean> question;
    private long askedAt;

    BackupSafety(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /** True if all backups are in place; false if some are not, or if the centers do not answer within half a second. */
    public boolean areBackupsSafe() {
        return ask().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private synchronized CompletableFuture<Boolean> ask() {
        long now = System.nanoTime();
        if (question == null || (question.isDone() && now - askedAt > FRESH_NANOS)) {
            askedAt = now;
            question = CompletableFuture.supplyAsync(
                    () -> hazelcast.getLifecycleService().isRunning()
                            && hazelcast.getPartitionService().isClusterSafe(),
                    task -> new Thread(task, "backup-safety").start());
        }
        return question.copy();
    }
}
