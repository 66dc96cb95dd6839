package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Contestant;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Population;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Immortal heroes that take their turns, at Dispatch and at its peers. */
final class SteadyScenario extends Scenario {
    // fewer heroes are no more than what a heap grows by anyway
    private static final long WEIGHABLE = 10_000;
    // what the compilers do in the first minutes costs more than the turns of few, and little beside those of many
    private static final Duration WARM_UP_OF_FEW = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final long MANY = 100_000;
    private static final double MEGABYTE = 1024 * 1024;

    SteadyScenario() {
        super(
                "steady",
                "Three processes, immortal heroes, a turn each 4 s: all contestants on the same work.",
                List.of(
                        new Column("turns", "turns/s", 0),
                        new Column("share", "of those due", 3),
                        new Column("cores", "cores", 2),
                        new Column("cpu", "CPU µs a turn", 1),
                        new Column("p50", "late p50 ms", 0),
                        new Column("p99", "late p99 ms", 0),
                        new Column("latest", "latest ms", 0),
                        new Column("rss", "resident MB a process", 0),
                        new Column("heap", "heap after GC MB a process", 0),
                        new Column("bytes", "heap bytes a hero", 0),
                        new Column("creation", "creation s", 1)),
                "Measured from two minutes after the last hero was created, with many from 40 seconds: the compilers of a"
                        + " JVM are busy for minutes.",
                "Cores and CPU are those of the three processes together; resident memory and heap those of the largest.",
                "Heap bytes a hero: growth of the three heaps, after full collections, over the heroes; for Dispatch that"
                        + " is with one backup of each hero.",
                "Pekko keeps no state across a crash without a journal, and none of its turns is on a second process; with"
                        + " remember-entities it knows which heroes there were, not what they did.",
                "The scheduled executor replicates each run, but runs at least once: a run under way while its partition"
                        + " moves is repeated.");
    }

    @Override
    List<Row> rows(TestBed bed) {
        List<Row> rows = new ArrayList<>();
        for (Size size : bed.sizes(List.of(Size.TWENTY_THOUSAND, Size.TWO_HUNDRED_THOUSAND, Size.ONE_MILLION))) {
            Stream.concat(Stream.of(bed.immortals()), bed.peers().stream()).forEach(contestant -> {
                Map<String, String> labels = Row.labels("heroes", size, "contestant", contestant.name());
                rows.add(bed.attempt(labels, () -> row(bed, contestant, size, labels)));
            });
        }
        return rows;
    }

    private static Row row(TestBed bed, Contestant contestant, Size size, Map<String, String> labels) {
        try (Cluster cluster = bed.start(contestant)) {
            long empty = heaps(cluster).sum();
            Population population = Population.create(cluster, size.heroes());
            bed.say("%s: %,d heroes of %s after %.1f s"
                    .formatted(contestant.name(), population.created(), size, population.seconds()));
            population.requireComplete();
            Waiting.pass(bed.time(size.heroes() < MANY ? WARM_UP_OF_FEW : WARM_UP));
            Row row = bed.repeat(labels, () -> figures(cluster.measure(bed.window()), size));
            LongSummaryStatistics resident =
                    cluster.nodes().stream().mapToLong(Node::residentBytes).summaryStatistics();
            LongSummaryStatistics heaps = heaps(cluster).summaryStatistics();
            double grown = heaps.getSum() - empty;
            return row.with(new Figures()
                    .with("rss", resident.getMax() / MEGABYTE)
                    .with("heap", heaps.getMax() / MEGABYTE)
                    .with("bytes", size.heroes() < WEIGHABLE ? Double.NaN : grown / size.heroes())
                    .with("creation", population.seconds()));
        }
    }

    private static LongStream heaps(Cluster cluster) {
        return cluster.nodes().stream().mapToLong(Node::heapAfterFullCollection);
    }

    /** What was reached within a window. */
    static Figures figures(Window window, Size size) {
        double due = size.heroes() / (double) Cluster.TURN_INTERVAL.toSeconds();
        return new Figures()
                .with("turns", window.turnsPerSecond())
                .with("share", window.turnsPerSecond() / due)
                .with("cores", window.cores())
                .with("cpu", window.cpuMicrosPerTurn())
                .with("p50", window.latenessMillis(0.5))
                .with("p99", window.latenessMillis(0.99))
                .with("latest", window.latestMillis());
    }
}
