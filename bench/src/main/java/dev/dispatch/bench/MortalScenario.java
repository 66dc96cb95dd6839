package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Heroes that fall, and others that take their place. */
final class MortalScenario extends Scenario {
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    MortalScenario() {
        super(
                "mortal",
                "The true rules; each second a batch of new heroes takes the place of the fallen.",
                List.of(
                        new Column("falls", "falls/s", 0),
                        new Column("turns", "turns/s", 0),
                        new Column("cores", "cores", 2),
                        new Column("cpu", "CPU µs a turn", 1),
                        new Column("p50", "late p50 ms", 0),
                        new Column("p99", "late p99 ms", 0),
                        new Column("latest", "latest ms", 0),
                        new Column("fewest", "fewest heroes", 0),
                        new Column("most", "most heroes", 0)));
    }

    @Override
    List<Row> rows(TestBed bed) {
        return bed.attemptEach(
                List.of(Size.HUNDRED_THOUSAND), size -> Row.labels("heroes", size), bed.mortals(), (cluster, size) -> {
                    holdLevel(cluster, size.heroes(), bed.time(SETTLING));
                    return List.of(bed.repeat(Row.labels("heroes", size), () -> live(bed, cluster, size)));
                });
    }

    @Override
    List<String> notes(TestBed bed) {
        return List.of("Measured after %d s of it, when heroes of all ages are there."
                .formatted(bed.time(SETTLING).toSeconds()));
    }

    private static Figures live(TestBed bed, Cluster cluster, Size size) {
        Snapshot from = cluster.snapshot();
        LongSummaryStatistics heroes = holdLevel(cluster, size.heroes(), bed.window());
        Window window = new Window(from, cluster.snapshot());
        return SteadyScenario.figures(window, size)
                .with("falls", window.growth("dispatch_heroes_fallen_total") / window.seconds())
                .with("fewest", heroes.getMin())
                .with("most", heroes.getMax());
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
