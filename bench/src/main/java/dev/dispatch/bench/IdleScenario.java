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
    // in the first minutes the compilers take more than the center itself
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final Duration WINDOW = Duration.ofSeconds(40);

    /** Of the row that counts. */
    static final Map<String, String> WARM = labels("four minutes");

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
        return bed.attemptAll(labels("all"), () -> {
            try (Cluster cluster = bed.start(bed.immortals())) {
                for (int hero = 0; hero < HEROES; hero++) {
                    cluster.http().send(Http.post(cluster.node(hero).uri("/api/heroes"), "{}"));
                }
                Waiting.pass(bed.time(START));
                Row young = Row.ofOne(labels("half a minute"), busy(bed, cluster));
                bed.say(young.labels(), young.figures());
                Waiting.pass(bed.time(WARM_UP));
                return List.of(young, bed.repeat(WARM, () -> busy(bed, cluster)));
            }
        });
    }

    private static Map<String, String> labels(String after) {
        return Row.labels("heroes", HEROES, "after", after);
    }

    private static Figures busy(TestBed bed, Cluster cluster) {
        DoubleSummaryStatistics cores = cluster.measure(bed.time(WINDOW)).coresOfEach().stream()
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return new Figures().with("percent", 100 * cores.getMax()).with("all", 100 * cores.getSum());
    }
}
