package dev.dispatch.bench;

import static dev.dispatch.bench.Row.labels;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A figure that Dispatch must reach.
 *
 * @param title what it is, with the unit
 * @param atLeast whether more is better
 * @param must the bound
 * @param aim the bound to try for
 * @param measured finds it, if it was measured
 */
record Requirement(String title, boolean atLeast, double must, double aim, Function<Results, OptionalDouble> measured) {

    /** All of them. */
    static final List<Requirement> ALL = List.of(
            atLeast("1 M heroes: share of the turns that are due and taken", 0.99, 0.99, steady("1m", "share")),
            atMost("1 M heroes: total CPU, cores", 1.0, 0.4, steady("1m", "cores")),
            atMost("1 M heroes: lateness p99, ms", 150, 110, steady("1m", "p99")),
            atMost("1 M heroes: heap of a center after a full GC, MB", 200, 100, steady("1m", "heap")),
            atMost("20 k heroes: CPU a turn, relative to Pekko", 1.0, 0.5, ratio("20k", "pekko")),
            atMost("1 M heroes: CPU a turn, relative to Pekko", 0.25, 0.1, ratio("1m", "pekko")),
            atMost("20 k heroes: CPU a turn, relative to the scheduled executor", 0.2, 0.1, ratio("20k", "scheduler")),
            atLeast("batch creation, heroes/s", 100_000, 250_000, create("batches of 100,000")),
            atLeast("single creation over HTTP, 64 clients, heroes/s", 2_000, 5_000, create("64 clients")),
            atMost("kill -9 at 100 k heroes: latest turn, s", 0.6, 0.3, failover("kill -9", "100k")),
            atMost("kill -9 at 1 M heroes: latest turn, s", 1.0, 0.5, failover("kill -9", "1m")),
            atMost("graceful stop at 100 k heroes: latest turn, s", 0.5, 0.2, failover("graceful stop", "100k")),
            atMost("graceful stop at 1 M heroes: latest turn, s", 1.0, 0.4, failover("graceful stop", "1m")),
            atMost(
                    "a page of 50 at 1 M heroes (the slowest order, one client): p99, ms",
                    500,
                    100,
                    results -> results.largest("read", labels("heroes", "1m", "clients", 1), "p99")),
            atMost(
                    "idle center, % of a core (the busiest)",
                    3, 1, results -> results.largest("idle", IdleScenario.WARM, "percent")));

    /** Whether a value is as good as it must be. */
    boolean isReachedBy(double value) {
        return isWithin(must, value);
    }

    /** Whether a value is as good as was tried for. */
    boolean isAimReachedBy(double value) {
        return isWithin(aim, value);
    }

    private boolean isWithin(double bound, double value) {
        return atLeast ? value >= bound : value <= bound;
    }

    private static Requirement atMost(
            String title, double must, double aim, Function<Results, OptionalDouble> measured) {
        return new Requirement(title, false, must, aim, measured);
    }

    private static Requirement atLeast(
            String title, double must, double aim, Function<Results, OptionalDouble> measured) {
        return new Requirement(title, true, must, aim, measured);
    }

    private static Function<Results, OptionalDouble> steady(String heroes, String key) {
        return results -> results.largest("steady", labels("heroes", heroes, "contestant", "dispatch"), key);
    }

    private static Function<Results, OptionalDouble> create(String clients) {
        return results -> results.largest("create", labels("clients", clients), "rate");
    }

    private static Function<Results, OptionalDouble> failover(String end, String heroes) {
        return results -> results.largest("failover", labels("heroes", heroes, "end", end), "latest");
    }

    /** CPU a turn over that of a peer; of the ways to run the peer, the best. */
    private static Function<Results, OptionalDouble> ratio(String heroes, String peer) {
        return results -> Ratios.cpuPerTurn(results, heroes, peer);
    }
}
