package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Http;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** How fast superheroes can be enlisted. */
final class CreateScenario extends Scenario {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final int MANY_CLIENTS = 64;
    private static final int BATCH = 100_000;
    private static final int IN_BATCHES = 500_000;

    private enum Way {
        ONE("1 client"),
        MANY(MANY_CLIENTS + " clients"),
        BATCHES("batches of 100,000");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        Map<String, String> labels() {
            return Row.labels("clients", title);
        }
    }

    CreateScenario() {
        super(
                "create",
                "Superheroes enlisted over HTTP at three centers in turns; an answer means that the backup has them too.",
                List.of(
                        new Column("rate", "heroes/s", 0),
                        new Column("p50", "call p50 ms", 2),
                        new Column("p99", "call p99 ms", 2),
                        new Column("max", "call max ms", 1),
                        new Column("loadCores", "cores of the load generator", 2)));
    }

    @Override
    List<Row> rows(TestBed bed) {
        return bed.attemptAll(Row.labels("clients", "all"), () -> {
            try (Cluster cluster = bed.start(bed.immortals())) {
                single(cluster, MANY_CLIENTS, bed.time(WARM_UP));
                // so that the turns of those who enlisted meanwhile are not measured too
                cluster.http().send(Http.delete(cluster.node(0).uri("/api/heroes?all=true")));
                return Stream.of(Way.values())
                        .map(way -> bed.repeat(way.labels(), () -> create(bed, cluster, way)))
                        .toList();
            }
        });
    }

    @Override
    List<String> notes(TestBed bed) {
        return List.of(
                "Measured after %d s of 64 clients: until then the JVM's compilers take up to half of the cores."
                        .formatted(bed.time(WARM_UP).toSeconds()),
                "The load generator runs on the same cores as the centers.");
    }

    private static Figures create(TestBed bed, Cluster cluster, Way way) {
        return switch (way) {
            case ONE -> single(cluster, 1, bed.time(WINDOW));
            case MANY -> single(cluster, MANY_CLIENTS, bed.time(WINDOW));
            case BATCHES -> batches(cluster);
        };
    }

    private static Figures single(Cluster cluster, int clients, Duration window) {
        return Load.of(
                clients,
                window,
                call -> ClassicRequestBuilder.post(cluster.node(call).uri("/api/heroes"))
                        .setEntity("{}", ContentType.APPLICATION_JSON)
                        .build());
    }

    private static Figures batches(Cluster cluster) {
        Histogram micros = new Histogram(3);
        long start = System.nanoTime();
        for (int call = 0; call < IN_BATCHES / BATCH; call++) {
            long sent = System.nanoTime();
            cluster.http().send(cluster.contestant().creation(cluster.node(call), 0, BATCH));
            micros.recordValue((System.nanoTime() - sent) / 1_000);
        }
        return Load.percentiles(micros).with("rate", IN_BATCHES / ((System.nanoTime() - start) / 1e9));
    }
}
