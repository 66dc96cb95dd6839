package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.HeroCreation;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.SystemUnderTest;
import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Measures turns of immortal heroes, on Dispatch and its peers. */
final class SteadyScenario extends Scenario {
    // With fewer heroes, other heap growth dominates
    private static final long MIN_HEROES_FOR_BYTES = 10_000;
    // In the first minutes the JIT compilers use more than the turns of few heroes, but little beside those of many
    private static final Duration WARM_UP_FEW_HEROES = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final long MANY_HEROES = 100_000;
    private static final double MEGABYTE = 1024 * 1024;

    SteadyScenario() {
        super(
                "steady",
                "Three processes, immortal heroes, a turn every 4 s; the same work for every system.",
                List.of(
                        new Column("turns", "turns/s", 0),
                        new Column("share", "share of those due", 3),
                        new Column("cores", "cores", 2),
                        new Column("cpu", "CPU µs per turn", 1),
                        new Column("p50", "late p50 ms", 0),
                        new Column("p99", "late p99 ms", 0),
                        new Column("latest", "latest ms", 0),
                        new Column("rss", "resident MB per process", 0),
                        new Column("heap", "heap after GC MB per process", 0),
                        new Column("bytes", "heap bytes per hero", 0),
                        new Column("creation", "creation s", 1)),
                "Measured two minutes after the last creation, or 40 seconds after it from 100,000 heroes on: the JIT"
                        + " compilers are busy for minutes.",
                "Cores and CPU: sum of the three processes. Resident memory and heap: the largest process.",
                "Heap bytes per hero: growth of all three heaps after full collections, divided by the heroes; for Dispatch"
                        + " this includes one backup of each hero.",
                "Pekko does not replicate turns and, without a journal, loses the state in a crash; with remember-entities it"
                        + " keeps only which heroes exist.",
                "The scheduled executor replicates each run, at least once: it repeats a run that is in progress when its"
                        + " partition moves.");
    }

    @Override
    List<Row> rows(BenchContext context) {
        List<Row> rows = new ArrayList<>();
        for (Size size : context.sizes(List.of(Size.TWENTY_THOUSAND, Size.TWO_HUNDRED_THOUSAND, Size.ONE_MILLION))) {
            Stream.concat(Stream.of(context.immortalCenters()), context.peers().stream())
                    .forEach(system -> {
                        Map<String, String> labels = Row.labels("heroes", size, "contestant", system.name());
                        rows.add(context.attempt(labels, () -> row(context, system, size, labels)));
                    });
        }
        return rows;
    }

    private static Row row(BenchContext context, SystemUnderTest system, Size size, Map<String, String> labels) {
        try (Cluster cluster = context.start(system)) {
            long emptyHeaps = heaps(cluster).sum();
            HeroCreation creation = HeroCreation.run(cluster, size.heroes());
            context.log("%s: %,d heroes of %s after %.1f s"
                    .formatted(system.name(), creation.created(), size, creation.seconds()));
            creation.requireComplete();
            Wait.sleep(context.scaled(size.heroes() < MANY_HEROES ? WARM_UP_FEW_HEROES : WARM_UP));
            Row row = context.repeat(labels, () -> measurements(cluster.measure(context.window()), size));
            LongSummaryStatistics resident =
                    cluster.nodes().stream().mapToLong(Node::residentBytes).summaryStatistics();
            LongSummaryStatistics heaps = heaps(cluster).summaryStatistics();
            double growth = heaps.getSum() - emptyHeaps;
            return row.with(new Measurements()
                    .with("rss", resident.getMax() / MEGABYTE)
                    .with("heap", heaps.getMax() / MEGABYTE)
                    .with("bytes", size.heroes() < MIN_HEROES_FOR_BYTES ? Double.NaN : growth / size.heroes())
                    .with("creation", creation.seconds()));
        }
    }

    private static LongStream heaps(Cluster cluster) {
        return cluster.nodes().stream().mapToLong(Node::heapBytesAfterFullGc);
    }

    /** The measurements of a window. */
    static Measurements measurements(Window window, Size size) {
        double due = size.heroes() / (double) Cluster.TURN_INTERVAL.toSeconds();
        return new Measurements()
                .with("turns", window.turnsPerSecond())
                .with("share", window.turnsPerSecond() / due)
                .with("cores", window.cores())
                .with("cpu", window.cpuMicrosPerTurn())
                .with("p50", window.latenessMillis(0.5))
                .with("p99", window.latenessMillis(0.99))
                .with("latest", window.maxLatenessMillis());
    }
}
