package dev.dispatch.bench;

import static dev.dispatch.bench.Row.labels;

import dev.dispatch.bench.cluster.PeerSystem;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A bound on a measurement of Dispatch.
 *
 * @param title with the unit
 * @param atLeast whether the bounds are minimums instead of maximums
 * @param required the bound that must hold
 * @param target the bound to aim for
 * @param measured finds the measurement in the results; empty if it was not measured
 */
record Requirement(
        String title, boolean atLeast, double required, double target, Function<Results, OptionalDouble> measured) {

    static final List<Requirement> ALL = List.of(
            atLeast("1 M heroes: turns taken, share of those due", 0.99, 0.99, steady("1m", "share")),
            atMost("1 M heroes: CPU of all processes, cores", 1.0, 0.4, steady("1m", "cores")),
            atMost("1 M heroes: lateness p99, ms", 150, 110, steady("1m", "p99")),
            atMost("1 M heroes: heap of a center after a full GC, MB", 200, 100, steady("1m", "heap")),
            atMost("20 k heroes: CPU per turn, relative to Pekko", 1.0, 0.5, ratio("20k", "pekko")),
            atMost("1 M heroes: CPU per turn, relative to Pekko", 0.25, 0.1, ratio("1m", "pekko")),
            atMost(
                    "20 k heroes: CPU per turn, relative to the scheduled executor",
                    0.2,
                    0.1,
                    ratio("20k", "scheduler")),
            atLeast("batch creation, heroes/s", 100_000, 250_000, create("batches of 100,000")),
            atLeast("single creation over HTTP, 64 clients, heroes/s", 2_000, 5_000, create("64 clients")),
            atMost("kill -9 at 100 k heroes: latest turn, s", 0.6, 0.3, failover("kill -9", "100k")),
            atMost("kill -9 at 1 M heroes: latest turn, s", 1.0, 0.5, failover("kill -9", "1m")),
            atMost("graceful stop at 100 k heroes: latest turn, s", 0.5, 0.2, failover("graceful stop", "100k")),
            atMost("graceful stop at 1 M heroes: latest turn, s", 1.0, 0.4, failover("graceful stop", "1m")),
            atMost(
                    "page of 50 of 1 M heroes, slowest order, one client: p99, ms",
                    500,
                    100,
                    results -> results.largest("read", labels("heroes", "1m", "clients", 1), "p99")),
            atMost(
                    "idle center, the busiest of three: % of a core",
                    3, 1, results -> results.largest("idle", IdleScenario.WARM, "percent")),
            atMost("1 M heroes: cold start with SQLite, s", 10, 4, store("1m immortal", "sqlite", "restored")),
            atMost("1 M heroes: cold start with PostgreSQL, s", 15, 6, store("1m immortal", "postgresql", "restored")),
            atMost("batch of 1 M until SQLite has it, s", 20, 6, store("1m immortal", "sqlite", "stored")),
            atMost("batch of 1 M until PostgreSQL has it, s", 40, 12, store("1m immortal", "postgresql", "stored")),
            atMost("1 M heroes: cores with SQLite, relative to none", 1.1, 1.03, withStore("1m immortal", "sqlite")),
            atMost(
                    "1 M heroes: cores with PostgreSQL, relative to none",
                    1.1,
                    1.03,
                    withStore("1m immortal", "postgresql")),
            atMost("100 k mortals: cores with SQLite, relative to none", 1.4, 1.15, withStore("100k mortal", "sqlite")),
            atMost(
                    "100 k mortals: cores with PostgreSQL, relative to none",
                    1.4,
                    1.15,
                    withStore("100k mortal", "postgresql")),
            atMost(
                    "100 k mortals: oldest unsaved change in SQLite, s",
                    2,
                    0.5,
                    store("100k mortal", "sqlite", "oldest")),
            atMost(
                    "100 k mortals: oldest unsaved change in PostgreSQL, s",
                    2,
                    0.5,
                    store("100k mortal", "postgresql", "oldest")));

    /** Whether a value is within the required bound. */
    boolean isMetBy(double value) {
        return isWithin(required, value);
    }

    /** Whether a value is within the target. */
    boolean isTargetMetBy(double value) {
        return isWithin(target, value);
    }

    private boolean isWithin(double bound, double value) {
        return atLeast ? value >= bound : value <= bound;
    }

    private static Requirement atMost(
            String title, double required, double target, Function<Results, OptionalDouble> measured) {
        return new Requirement(title, false, required, target, measured);
    }

    private static Requirement atLeast(
            String title, double required, double target, Function<Results, OptionalDouble> measured) {
        return new Requirement(title, true, required, target, measured);
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

    private static Function<Results, OptionalDouble> store(String heroes, String store, String key) {
        return results -> results.largest("store", labels("heroes", heroes, "store", store), key);
    }

    /** The cores that centers take with a store, relative to those without. */
    private static Function<Results, OptionalDouble> withStore(String heroes, String store) {
        return results -> quotient(
                store(heroes, store, "cores").apply(results),
                store(heroes, "none", "cores").apply(results));
    }

    /** CPU per turn of Dispatch relative to a peer. If several variants of the peer were measured, the best one counts. */
    private static Function<Results, OptionalDouble> ratio(String heroes, String peer) {
        return results -> {
            OptionalDouble own = cpuPerTurn(results, heroes, "dispatch");
            OptionalDouble best = PeerSystem.NAMES.stream()
                    .filter(name -> name.startsWith(peer))
                    .flatMapToDouble(name -> cpuPerTurn(results, heroes, name).stream())
                    .min();
            return quotient(own, best);
        };
    }

    private static OptionalDouble quotient(OptionalDouble own, OptionalDouble other) {
        return own.isPresent() && other.isPresent()
                ? OptionalDouble.of(own.getAsDouble() / other.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble cpuPerTurn(Results results, String heroes, String system) {
        return results.smallest("steady", labels("heroes", heroes, "contestant", system), "cpu");
    }
}
