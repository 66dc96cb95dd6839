package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.CityClaims.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members that have claimed a city and say nothing of themselves yet. Their claims are looked up in the background, while there
 * are such members and somebody wants to know.
 */
final class JoiningCenters {
    private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();
    private static final Logger log = LoggerFactory.getLogger(JoiningCenters.class);

    private final HazelcastInstance hazelcast;
    private final Map<UUID, Center> known = new HashMap<>();
    private @Nullable CompletableFuture<?> question;
    private long askedAt;

    JoiningCenters(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    synchronized List<Center> among(Set<UUID> silent, Instant now) {
        known.keySet().retainAll(silent);
        if (!known.keySet().containsAll(silent)) {
            ask(silent, now);
        }
        return List.copyOf(known.values());
    }

    private void ask(Set<UUID> silent, Instant now) {
        long nanoTime = System.nanoTime();
        if (question != null && (!question.isDone() || nanoTime - askedAt < FRESH_NANOS)) {
            return;
        }
        askedAt = nanoTime;
        question = CompletableFuture.runAsync(
                        () -> hazelcast.<String, Claim>getMap(CityClaims.MAP).entrySet().stream()
                                .filter(claim ->
                                        silent.contains(claim.getValue().member()))
                                .forEach(claim -> learn(claim.getKey(), claim.getValue(), now)),
                        task -> new Thread(task, "joiners").start())
                .exceptionally(failure -> {
                    log.debug("The claims of those who join cannot be read at the moment", failure);
                    return null;
                });
    }

    private synchronized void learn(String city, Claim claim, Instant now) {
        known.putIfAbsent(
                claim.member(),
                new Center(claim.member(), city, claim.where(), Center.State.JOINING, 0, 0, now, false, 0));
    }
}
