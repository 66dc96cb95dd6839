package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Population;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Browsers that watch superheroes, or none. */
final class LiveScenario implements Scenario {
    private static final List<Integer> VIEWERS = List.of(0, 100);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int CREATIONS = 50;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String title() {
        return "Viewers of the centers, the events and the first 50 superheroes, on three centers, over STOMP.";
    }

    @Override
    public Section run(TestBed bed) {
        List<Row> rows = new ArrayList<>();
        for (Size size : bed.sizes(Size.ONE_THOUSAND)) {
            rows.addAll(bed.attempt(Row.labels("heroes", size, "viewers", "all"), () -> rows(bed, size)));
        }
        List<Column> columns = List.of(
                new Column("cores", "cores of the centers", 3),
                new Column("computed", "pushes computed/s", 1),
                new Column("received", "pushes received/s", 0),
                new Column("p50", "seen after p50 ms", 0),
                new Column("p99", "seen after p99 ms", 0),
                new Column("max", "seen after max ms", 0),
                new Column("unseen", "not seen within 5 s", 0));
        return new Section(
                name(),
                title(),
                columns,
                rows,
                List.of(
                        "Seen: from the start of a POST of a new hero to the first push with its name, for each viewer and each of "
                                + CREATIONS + " heroes."));
    }

    private static List<Row> rows(TestBed bed, Size size) {
        List<Row> rows = new ArrayList<>();
        try (Cluster cluster = bed.start(bed.immortals())) {
            Population.create(cluster, size.heroes()).requireComplete();
            for (int viewers : VIEWERS) {
                Map<String, String> labels = Row.labels("heroes", size, "viewers", viewers);
                try (Audience audience = new Audience(cluster, viewers)) {
                    Waiting.pass(bed.time(SETTLING));
                    rows.add(Row.ofRuns(labels, bed.repeat(labels, () -> watch(bed, cluster, audience, viewers))));
                }
            }
        }
        return rows;
    }

    private static Figures watch(TestBed bed, Cluster cluster, Audience audience, int viewers) {
        long before = audience.received();
        Window window = cluster.measure(bed.window());
        Figures figures = new Figures()
                .with("cores", window.cores())
                .with("computed", window.growth("dispatch_live_pushes_total") / window.seconds())
                .with("received", (audience.received() - before) / window.seconds());
        if (viewers == 0) {
            return figures;
        }
        figures = figures.and(audience.see(CREATIONS));
        if (audience.watching() < viewers) {
            throw new BenchException(
                    "only %d of %d viewers are still connected".formatted(audience.watching(), viewers));
        }
        return figures;
    }
}
