package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Wait;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** Measures the processor use of idle centers. */
final class IdleScenario extends Scenario {
    private static final int HEROES = 20;
    // In the first minutes the JIT compilers use more than the center itself
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration WINDOW = Duration.ofSeconds(40);

    /** The labels of the row for the requirement. */
    static final Map<String, String> WARM = labels("four minutes");

    IdleScenario() {
        super(
                "idle",
                "Three idle centers: 20 heroes, no viewer.",
                List.of(
                        new Column("percent", "% of a core, busiest center", 1),
                        new Column("all", "% of a core, all three", 1)));
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptAll(labels("all"), () -> {
            try (Cluster cluster = context.start(context.immortalCenters())) {
                for (int hero = 0; hero < HEROES; hero++) {
                    cluster.http().send(Http.post(cluster.node(hero).uri("/api/heroes"), "{}"));
                }
                Wait.sleep(context.scaled(FIRST_WAIT));
                Row early = Row.ofOne(labels("half a minute"), measure(context, cluster));
                context.log(early.labels(), early.measurements());
                Wait.sleep(context.scaled(WARM_UP));
                return List.of(early, context.repeat(WARM, () -> measure(context, cluster)));
            }
        });
    }

    private static Map<String, String> labels(String after) {
        return Row.labels("heroes", HEROES, "after", after);
    }

    private static Measurements measure(BenchContext context, Cluster cluster) {
        DoubleSummaryStatistics cores = cluster.measure(context.scaled(WINDOW)).coresByProcess().stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return new Measurements().with("percent", 100 * cores.getMax()).with("all", 100 * cores.getSum());
    }
}
