package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * The result of creating the heroes for a scenario.
 *
 * @param created number of confirmed heroes
 * @param requested number of requested heroes
 * @param seconds duration of the creation
 */
public record HeroCreation(long created, long requested, double seconds) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SPREAD = Cluster.TURN_INTERVAL.multipliedBy(2);
    private static final int BATCHES = 400;
    private static final int MIN_BATCH = 50;

    /**
     * Creates heroes in batches, paced evenly over at least two turn intervals so that deadlines are spread evenly. Gives up after
     * five minutes; otherwise waits for two more turn intervals.
     */
    public static HeroCreation run(Cluster cluster, long heroes) {
        long batch = Math.max(MIN_BATCH, heroes / BATCHES);
        long start = System.nanoTime();
        long created = 0;
        for (long call = 0; created < heroes && !isTimedOut(start); call++) {
            Wait.sleepUntil(start + (long) (SPREAD.toNanos() * ((double) created / heroes)));
            int count = (int) Math.min(batch, heroes - created);
            Node node = cluster.node(call);
            if (!send(cluster, cluster.system().creationRequest(node, created, count), start)) {
                break;
            }
            created += count;
        }
        HeroCreation creation = new HeroCreation(created, heroes, (System.nanoTime() - start) / 1e9);
        if (creation.isComplete()) {
            Wait.sleep(Cluster.TURN_INTERVAL.multipliedBy(2));
        }
        return creation;
    }

    private static boolean send(Cluster cluster, HttpRequest request, long start) {
        try {
            cluster.http().send(request);
            return true;
        } catch (BenchException e) {
            cluster.nodes().forEach(Node::requireAlive);
            if (isTimedOut(start)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isTimedOut(long start) {
        return System.nanoTime() - start >= LIMIT.toNanos();
    }

    private boolean isComplete() {
        return created >= requested;
    }

    /**
     * Checks that all requested heroes exist.
     *
     * @throws BenchException if some are missing
     */
    public void requireComplete() {
        if (!isComplete()) {
            throw new BenchException("only %,d heroes created within %d min".formatted(created, LIMIT.toMinutes()));
        }
    }
}
