package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Waiting;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Sees when all backups are in place. A center looks at most once a second, so that its answer may be from before something
 * happened: it counts once it has stayed the same.
 */
final class SafetyWatch {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration STEADY = Duration.ofMillis(2_500);

    private final Http http;
    private final Node witness;
    private final int centers;

    SafetyWatch(Http http, Node witness, int centers) {
        this.http = http;
        this.witness = witness;
        this.centers = centers;
    }

    /** How long after a moment the backups were safe, in a cluster of so many centers. */
    double secondsUntilSafe(long since, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long safeAt = 0;
        boolean safe = false;
        while (!safe || System.nanoTime() - safeAt < STEADY.toNanos()) {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new BenchException("backups are not safe after %d s".formatted(limit.toSeconds()));
            }
            boolean before = safe;
            JsonNode summary = http.json(witness.uri("/api/cluster"));
            safe = summary.path("backupsSafe").asBoolean()
                    && summary.path("centers").asInt() == centers;
            if (safe && !before) {
                safeAt = now;
            }
            Waiting.pass(POLL);
        }
        return (safeAt - since) / 1e9;
    }
}
