package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.List;

/** Measures the live page with and without viewers. */
final class LiveScenario extends Scenario {
    private static final List<Integer> VIEWER_COUNTS = List.of(0, 100);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int CREATIONS = 50;

    LiveScenario() {
        super(
                "live",
                "Viewers of centers, charts, takeovers, events and the first 50 heroes, at three centers, over STOMP.",
                List.of(
                        new Column("cores", "cores of the centers", 3),
                        new Column("computed", "changes pushed/s", 1),
                        new Column("received", "pushes received/s", 0),
                        new Column("p50", "seen after p50 ms", 0),
                        new Column("p99", "seen after p99 ms", 0),
                        new Column("max", "seen after max ms", 0),
                        new Column("unseen", "not seen within 5 s", 0)),
                "Seen: time from the POST of a new hero to the first push with its name, for each viewer and each of "
                        + CREATIONS + " heroes.");
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptEach(
                List.of(Size.ONE_THOUSAND),
                size -> Row.labels("heroes", size, "viewers", "all"),
                context.immortalCenters(),
                (cluster, size) -> VIEWER_COUNTS.stream()
                        .map(count -> row(context, cluster, size, count))
                        .toList());
    }

    private static Row row(BenchContext context, Cluster cluster, Size size, int count) {
        try (Viewers viewers = new Viewers(cluster, count)) {
            Wait.sleep(context.scaled(SETTLING));
            return context.repeat(
                    Row.labels("heroes", size, "viewers", count), () -> measure(context, cluster, viewers, count));
        }
    }

    private static Measurements measure(BenchContext context, Cluster cluster, Viewers viewers, int count) {
        long before = viewers.pushes();
        Window window = cluster.measure(context.window());
        Measurements measurements = new Measurements()
                .with("cores", window.cores())
                .with("computed", window.growth("dispatch_live_pushes_total") / window.seconds())
                .with("received", (viewers.pushes() - before) / window.seconds());
        if (count == 0) {
            return measurements;
        }
        measurements = measurements.and(viewers.measureDelivery(CREATIONS));
        if (viewers.connected() < count) {
            throw new BenchException("only %d of %d viewers are still connected".formatted(viewers.connected(), count));
        }
        return measurements;
    }
}
