package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Centers that have next to nothing to do. */
final class IdleScenario implements Scenario {
    private static final int HEROES = 20;
    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration WINDOW = Duration.ofSeconds(40);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String title() {
        return "Three centers at rest: 20 heroes, no viewer.";
    }

    @Override
    public Section run(TestBed bed) {
        Map<String, String> labels = Row.labels("heroes", HEROES);
        List<Row> rows = bed.attempt(labels, () -> {
            try (Cluster cluster = bed.start(bed.immortals())) {
                for (int hero = 0; hero < HEROES; hero++) {
                    cluster.http().send(Http.post(cluster.node(hero).uri("/api/heroes"), "{}"));
                }
                Waiting.pass(bed.time(SETTLING));
                return List.of(Row.ofRuns(labels, bed.repeat(labels, () -> busy(bed, cluster))));
            }
        });
        List<Column> columns = List.of(
                new Column("percent", "% of a core, busiest center", 1),
                new Column("all", "% of a core, all three", 1));
        return new Section(name(), title(), columns, rows, List.of());
    }

    private static Figures busy(TestBed bed, Cluster cluster) {
        List<Double> cores = cluster.measure(bed.time(WINDOW)).coresOfEach();
        return new Figures()
                .with(
                        "percent",
                        100
                                * cores.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .max()
                                        .orElseThrow())
                .with(
                        "all",
                        100 * cores.stream().mapToDouble(Double::doubleValue).sum());
    }
}
