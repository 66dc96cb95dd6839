package dev.dispatch.bench.cluster;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * Polls a center until all backups are in place. Centers update this state only once a second, so a positive answer counts only
 * if it stays positive for 2.5 s.
 */
public final class BackupSafetyPoll {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration STABLE = Duration.ofMillis(2_500);

    private final Http http;
    private final Node observer;
    private final int centers;

    public BackupSafetyPoll(Http http, Node observer, int centers) {
        this.http = http;
        this.observer = observer;
        this.centers = centers;
    }

    /**
     * Waits until the backups are safe in a cluster with the expected number of centers.
     *
     * @param since a time of {@link System#nanoTime()}
     * @return the time from {@code since} until they were safe
     */
    public double secondsUntilSafe(long since, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long safeAt = 0;
        boolean safe = false;
        while (!safe || System.nanoTime() - safeAt < STABLE.toNanos()) {
            long now = System.nanoTime();
            if (now > deadline) {
                throw new BenchException("backups are not safe after %d s".formatted(limit.toSeconds()));
            }
            boolean wasSafe = safe;
            JsonNode summary = http.json(observer.uri("/api/cluster"));
            safe = summary.path("backupsSafe").asBoolean()
                    && summary.path("centers").asInt() == centers;
            if (safe && !wasSafe) {
                safeAt = now;
            }
            Wait.sleep(INTERVAL);
        }
        return (safeAt - since) / 1e9;
    }
}
