package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Waiting;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/** Centers that have next to nothing to do. */
final class IdleScenario extends Scenario {
    private static final int HEROES = 20;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofSeconds(40);

    IdleScenario() {
        super(
                "idle",
                "Three centers at rest: 20 heroes, no viewer.",
                List.of(
                        new Column("percent", "% of a core, busiest center", 1),
                        new Column("all", "% of a core, all three", 1)));
    }

    @Override
    List<Row> rows(TestBed bed) {
        Map<String, String> labels = Row.labels("heroes", HEROES);
        return List.of(bed.attempt(labels, () -> {
            try (Cluster cluster = bed.start(bed.immortals())) {
                for (int hero = 0; hero < HEROES; hero++) {
                    cluster.http().send(Http.post(cluster.node(hero).uri("/api/heroes"), "{}"));
                }
                Waiting.pass(bed.time(SETTLING));
                return bed.repeat(labels, () -> busy(bed, cluster));
            }
        }));
    }

    private static Figures busy(TestBed bed, Cluster cluster) {
        DoubleSummaryStatistics cores = cluster.measure(bed.time(WINDOW)).coresOfEach().stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return new Figures().with("percent", 100 * cores.getMax()).with("all", 100 * cores.getSum());
    }
}
