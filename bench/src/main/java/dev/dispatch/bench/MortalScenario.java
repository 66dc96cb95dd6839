package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Measures heroes that fall and are replaced by new ones. */
final class MortalScenario extends Scenario {
    static final Duration SETTLING = Duration.ofMinutes(2);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    MortalScenario() {
        super(
                "mortal",
                "The default rules; each second a batch of new heroes replaces the fallen ones.",
                List.of(
                        new Column("falls", "falls/s", 0),
                        new Column("turns", "turns/s", 0),
                        new Column("cores", "cores", 2),
                        new Column("cpu", "CPU µs per turn", 1),
                        new Column("p50", "late p50 ms", 0),
                        new Column("p99", "late p99 ms", 0),
                        new Column("latest", "latest ms", 0),
                        new Column("fewest", "fewest heroes", 0),
                        new Column("most", "most heroes", 0)));
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptEach(
                List.of(Size.HUNDRED_THOUSAND),
                size -> Row.labels("heroes", size),
                context.mortalCenters(),
                (cluster, size) -> {
                    replaceFallen(cluster, size.heroes(), context.scaled(SETTLING), () -> {});
                    return List.of(context.repeat(Row.labels("heroes", size), () -> measure(context, cluster, size)));
                });
    }

    @Override
    List<String> notes(BenchContext context) {
        return List.of("Measured after %d s, when heroes of all ages exist."
                .formatted(context.scaled(SETTLING).toSeconds()));
    }

    private static Measurements measure(BenchContext context, Cluster cluster, Size size) {
        Snapshot from = cluster.snapshot();
        LongSummaryStatistics heroes = replaceFallen(cluster, size.heroes(), context.window(), () -> {});
        Window window = new Window(from, cluster.snapshot());
        return SteadyScenario.measurements(window, size)
                .with("falls", window.growth("dispatch_heroes_fallen_total") / window.seconds())
                .with("fewest", heroes.getMin())
                .with("most", heroes.getMax());
    }

    /** Once a second, creates as many heroes as are missing, and runs an action. */
    static LongSummaryStatistics replaceFallen(Cluster cluster, long wanted, Duration time, Runnable action) {
        LongSummaryStatistics heroes = new LongSummaryStatistics();
        long start = System.nanoTime();
        for (long second = 0; System.nanoTime() - start < time.toNanos(); second++) {
            Node node = cluster.node(second);
            long count =
                    cluster.http().json(node.uri("/api/cluster")).path("heroes").asLong();
            heroes.accept(count);
            if (count < wanted) {
                cluster.http().send(cluster.system().creationRequest(node, 0, (int) (wanted - count)));
            }
            action.run();
            Wait.sleepUntil(start + (second + 1) * SECOND);
        }
        return heroes;
    }
}
