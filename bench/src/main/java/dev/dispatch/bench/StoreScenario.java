package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.HeroCreation;
import dev.dispatch.bench.cluster.HeroStore;
import dev.dispatch.bench.cluster.Metrics;
import dev.dispatch.bench.cluster.PostgresqlStore;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.stream.Stream;

/** Measures what a store costs, and how fast heroes come back from it. */
final class StoreScenario extends Scenario {
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration LIMIT = Duration.ofMinutes(3);
    // Of a million, some 9,000 would fall each second
    private static final long MAX_MORTALS = 100_000;
    // Heroes that act already cause some changes all the time
    private static final double MAX_UNSAVED = 0.001;

    StoreScenario() {
        super(
                "store",
                "Three centers without a store, with SQLite and with PostgreSQL; PostgreSQL runs on the same machine.",
                List.of(
                        new Column("stored", "batch stored after s", 1),
                        new Column("ready", "cold start: ready after s", 1),
                        new Column("restored", "… and all heroes back after s more", 1),
                        new Column("missing", "heroes missing", 0),
                        new Column("turns", "turns/s", 0),
                        new Column("cores", "cores", 2),
                        new Column("cpu", "CPU µs per turn", 2),
                        new Column("p99", "late p99 ms", 0),
                        new Column("latest", "latest ms", 0),
                        new Column("oldest", "oldest unsaved change s", 2),
                        new Column("killed", "latest turn after kill -9 of one s", 2)),
                "Batch: one request for all heroes, until less than 0.1 % of them have an unsaved change. Then all centers are killed at once"
                        + " with kill -9 and started again: the cold start.",
                "Cores: the three centers, without PostgreSQL. Oldest unsaved change: the largest of values taken once a second.");
    }

    @Override
    List<String> notes(BenchContext context) {
        return Stream.concat(
                        super.notes(context).stream(),
                        Stream.of(
                                "Immortal heroes are measured %d seconds after the last creation; mortal ones as in the scenario mortal."
                                        .formatted(context.scaled(WARM_UP).toSeconds())))
                .toList();
    }

    @Override
    List<Row> rows(BenchContext context) {
        List<Row> rows = new ArrayList<>();
        for (Size size : context.sizes(List.of(Size.HUNDRED_THOUSAND, Size.ONE_MILLION))) {
            for (boolean mortal : new boolean[] {false, true}) {
                if (mortal && size.heroes() > MAX_MORTALS) {
                    continue;
                }
                for (HeroStore each : List.of(
                        HeroStore.none(), HeroStore.sqlite(context.logs()), new PostgresqlStore(context.logs()))) {
                    Map<String, String> labels =
                            Row.labels("heroes", size + (mortal ? " mortal" : " immortal"), "store", each.name());
                    rows.add(context.attempt(labels, () -> {
                        try (HeroStore store = each) {
                            return mortal
                                    ? mortal(context, labels, store, size)
                                    : immortal(context, labels, store, size);
                        }
                    }));
                }
            }
        }
        return rows;
    }

    private static Row immortal(BenchContext context, Map<String, String> labels, HeroStore store, Size size) {
        Measurements batch = batchAndColdStart(context, labels, store, size);
        try (Cluster cluster = context.start(context.immortalCenters().with(store.empty()))) {
            HeroCreation.run(cluster, size.heroes()).requireComplete();
            Wait.sleep(context.scaled(WARM_UP));
            Row row = context.repeat(labels, () -> measure(context, cluster, size));
            Measurements killed = new FailoverRun(cluster, 0, size).run(ShutdownKind.KILL);
            return row.with(batch)
                    .with(new Measurements().with("killed", killed.values().getOrDefault("latest", Double.NaN)));
        }
    }

    private static Row mortal(BenchContext context, Map<String, String> labels, HeroStore store, Size size) {
        try (Cluster cluster = context.start(context.mortalCenters().with(store.empty()))) {
            HeroCreation.run(cluster, size.heroes()).requireComplete();
            MortalScenario.replaceFallen(cluster, size.heroes(), context.scaled(MortalScenario.SETTLING), () -> {});
            return context.repeat(labels, () -> measure(context, cluster, size));
        }
    }

    private static Measurements measure(BenchContext context, Cluster cluster, Size size) {
        DoubleAccumulator oldest = new DoubleAccumulator(Math::max, 0);
        Snapshot from = cluster.snapshot();
        MortalScenario.replaceFallen(
                cluster,
                size.heroes(),
                context.window(),
                () -> oldest.accumulate(largest(cluster, "dispatch_store_oldest_unsaved_seconds")));
        return SteadyScenario.measurements(new Window(from, cluster.snapshot()), size)
                .with("oldest", oldest.get());
    }

    private static Measurements batchAndColdStart(
            BenchContext context, Map<String, String> labels, HeroStore store, Size size) {
        DispatchCenters centers = context.immortalCenters().with(store.empty());
        Measurements measurements = new Measurements();
        try (Cluster cluster = context.start(centers)) {
            long start = System.nanoTime();
            cluster.http().send(centers.creationRequest(cluster.node(0), 0, (int) size.heroes()));
            Wait.until(
                    "all heroes are stored",
                    LIMIT,
                    () -> sum(cluster, "dispatch_heroes") == size.heroes()
                            && sum(cluster, "dispatch_store_unsaved") <= size.heroes() * MAX_UNSAVED);
            measurements = measurements.with("stored", secondsSince(start));
        }
        if (store.name().equals("none")) {
            return measurements;
        }
        long exec = System.nanoTime();
        try (Cluster cluster = context.start(centers)) {
            double ready = secondsSince(exec);
            long start = System.nanoTime();
            Wait.isTrueWithin(LIMIT, Duration.ofMillis(100), () -> sum(cluster, "dispatch_heroes") >= size.heroes());
            measurements = measurements
                    .with("ready", ready)
                    .with("restored", secondsSince(start))
                    .with("missing", size.heroes() - sum(cluster, "dispatch_heroes"));
        }
        context.log(labels, measurements);
        return measurements;
    }

    private static double sum(Cluster cluster, String gauge) {
        return Metrics.sum(cluster.snapshot().metrics()).total(gauge);
    }

    private static double largest(Cluster cluster, String gauge) {
        return cluster.snapshot().metrics().stream()
                .mapToDouble(metrics -> metrics.total(gauge))
                .max()
                .orElseThrow();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
