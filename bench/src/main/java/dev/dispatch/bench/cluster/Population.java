package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * How heroes came into being.
 *
 * @param created how many were confirmed
 * @param wanted how many there should be
 * @param seconds how long that took
 */
public record Population(long created, long wanted, double seconds) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration SPREAD = Cluster.TURN_INTERVAL.multipliedBy(2);
    private static final int BATCHES = 400;
    private static final int SMALLEST_BATCH = 50;

    /**
     * Creates heroes in many batches, at an even pace over two turn intervals or longer, so that their turns come due at all times;
     * then waits for two intervals. Stops when five minutes are over.
     */
    public static Population create(Cluster cluster, long heroes) {
        long batch = Math.max(SMALLEST_BATCH, heroes / BATCHES);
        long start = System.nanoTime();
        long created = 0;
        for (long turn = 0; created < heroes && !isOver(start); turn++) {
            Waiting.passUntil(start + (long) (SPREAD.toNanos() * ((double) created / heroes)));
            int count = (int) Math.min(batch, heroes - created);
            Node node = cluster.node(turn);
            if (!isCreated(cluster, cluster.contestant().creation(node, created, count), start)) {
                break;
            }
            created += count;
        }
        Population population = new Population(created, heroes, (System.nanoTime() - start) / 1e9);
        if (population.isComplete()) {
            Waiting.pass(Cluster.TURN_INTERVAL.multipliedBy(2));
        }
        return population;
    }

    private static boolean isCreated(Cluster cluster, HttpRequest creation, long start) {
        try {
            cluster.http().send(creation);
            return true;
        } catch (BenchException e) {
            cluster.nodes().forEach(Node::requireAlive);
            if (isOver(start)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isOver(long start) {
        return System.nanoTime() - start >= LIMIT.toNanos();
    }

    private boolean isComplete() {
        return created >= wanted;
    }

    /**
     * Checks that it is complete.
     *
     * @throws BenchException if it is not
     */
    public void requireComplete() {
        if (!isComplete()) {
            throw new BenchException("not within %d min: %,d created".formatted(LIMIT.toMinutes(), created));
        }
    }
}
