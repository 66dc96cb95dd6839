package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.List;

/** Browsers that watch superheroes, or none. */
final class LiveScenario extends Scenario {
    private static final List<Integer> VIEWERS = List.of(0, 100);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int CREATIONS = 50;

    LiveScenario() {
        super(
                "live",
                "Viewers of the centers, the events and the first 50 superheroes, on three centers, over STOMP.",
                List.of(
                        new Column("cores", "cores of the centers", 3),
                        new Column("computed", "pushes computed/s", 1),
                        new Column("received", "pushes received/s", 0),
                        new Column("p50", "seen after p50 ms", 0),
                        new Column("p99", "seen after p99 ms", 0),
                        new Column("max", "seen after max ms", 0),
                        new Column("unseen", "not seen within 5 s", 0)),
                "Seen: from the start of a POST of a new hero to the first push with its name, for each viewer and each of "
                        + CREATIONS + " heroes.");
    }

    @Override
    List<Row> rows(TestBed bed) {
        return bed.attemptEach(
                List.of(Size.ONE_THOUSAND),
                size -> Row.labels("heroes", size, "viewers", "all"),
                bed.immortals(),
                (cluster, size) -> VIEWERS.stream()
                        .map(viewers -> row(bed, cluster, size, viewers))
                        .toList());
    }

    private static Row row(TestBed bed, Cluster cluster, Size size, int viewers) {
        try (Audience audience = new Audience(cluster, viewers)) {
            Waiting.pass(bed.time(SETTLING));
            return bed.repeat(
                    Row.labels("heroes", size, "viewers", viewers), () -> watch(bed, cluster, audience, viewers));
        }
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
