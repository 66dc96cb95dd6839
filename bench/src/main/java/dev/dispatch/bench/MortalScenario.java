package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Population;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** Heroes that fall, and others that take their place. */
final class MortalScenario implements Scenario {
    private static final Duration USUAL_SETTLING = Duration.ofMinutes(2);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Override
    public String name() {
        return "mortal";
    }

    @Override
    public String title() {
        return "The true rules; each second a batch of new heroes takes the place of the fallen.";
    }

    @Override
    public Section run(TestBed bed) {
        List<Row> rows = new ArrayList<>();
        for (Size size : bed.sizes(Size.HUNDRED_THOUSAND)) {
            Map<String, String> labels = Row.labels("heroes", size);
            rows.addAll(bed.attempt(labels, () -> List.of(row(bed, size, labels))));
        }
        List<Column> columns = List.of(
                new Column("falls", "falls/s", 0),
                new Column("turns", "turns/s", 0),
                new Column("cores", "cores", 2),
                new Column("cpu", "CPU µs a turn", 1),
                new Column("p50", "late p50 ms", 0),
                new Column("p99", "late p99 ms", 0),
                new Column("latest", "latest ms", 0),
                new Column("fewest", "fewest heroes", 0),
                new Column("most", "most heroes", 0));
        return new Section(
                name(),
                title(),
                columns,
                rows,
                List.of("Measured after %d s of it, when heroes of all ages are there."
                        .formatted(bed.time(USUAL_SETTLING).toSeconds())));
    }

    private static Row row(TestBed bed, Size size, Map<String, String> labels) {
        try (Cluster cluster = bed.start(bed.mortals())) {
            Population.create(cluster, size.heroes()).requireComplete();
            holdLevel(cluster, size.heroes(), bed.time(USUAL_SETTLING));
            return Row.ofRuns(labels, bed.repeat(labels, () -> {
                Snapshot from = cluster.snapshot();
                LongSummaryStatistics heroes = holdLevel(cluster, size.heroes(), bed.window());
                Window window = new Window(from, cluster.snapshot());
                return SteadyScenario.figures(window, size)
                        .with("falls", window.growth("dispatch_heroes_fallen_total") / window.seconds())
                        .with("fewest", heroes.getMin())
                        .with("most", heroes.getMax());
            }));
        }
    }

    private static LongSummaryStatistics holdLevel(Cluster cluster, long level, Duration time) {
        LongSummaryStatistics heroes = new LongSummaryStatistics();
        long start = System.nanoTime();
        for (long second = 0; System.nanoTime() - start < time.toNanos(); second++) {
            Node node = cluster.node(second);
            long count =
                    cluster.http().json(node.uri("/api/cluster")).path("heroes").asLong();
            heroes.accept(count);
            if (count < level) {
                cluster.http().send(cluster.contestant().creation(node, 0, (int) (level - count)));
            }
            Waiting.passUntil(start + (second + 1) * SECOND);
        }
        return heroes;
    }
}
