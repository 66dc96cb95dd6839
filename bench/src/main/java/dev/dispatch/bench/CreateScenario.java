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

/** Measures how fast heroes are created. */
final class CreateScenario extends Scenario {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofMinutes(3);
    private static final int MANY_CLIENTS = 64;
    private static final int BATCH_SIZE = 100_000;
    private static final int BATCH_HEROES = 500_000;

    private enum Mode {
        ONE("1 client"),
        MANY(MANY_CLIENTS + " clients"),
        BATCHES("batches of 100,000");

        private final String title;

        Mode(String title) {
            this.title = title;
        }

        Map<String, String> labels() {
            return Row.labels("clients", title);
        }
    }

    CreateScenario() {
        super(
                "create",
                "Creation over HTTP at three centers in round-robin order; a response means that the backup has the heroes too.",
                List.of(
                        new Column("rate", "heroes/s", 0),
                        new Column("p50", "request p50 ms", 2),
                        new Column("p99", "request p99 ms", 2),
                        new Column("max", "request max ms", 1),
                        new Column("loadCores", "cores of the load generator", 2)));
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptAll(Row.labels("clients", "all"), () -> {
            try (Cluster cluster = context.start(context.immortalCenters())) {
                single(cluster, MANY_CLIENTS, context.scaled(WARM_UP));
                // Removes the heroes of the warm-up, so that their turns do not count
                cluster.http().send(Http.delete(cluster.node(0).uri("/api/heroes?all=true")));
                return Stream.of(Mode.values())
                        .map(mode -> context.repeat(mode.labels(), () -> create(context, cluster, mode)))
                        .toList();
            }
        });
    }

    @Override
    List<String> notes(BenchContext context) {
        return List.of(
                "Measured after a warm-up of %d s with 64 clients: until then the JIT compilers take up to half of the cores."
                        .formatted(context.scaled(WARM_UP).toSeconds()),
                "The load generator runs on the same cores as the centers.");
    }

    private static Measurements create(BenchContext context, Cluster cluster, Mode mode) {
        return switch (mode) {
            case ONE -> single(cluster, 1, context.scaled(WINDOW));
            case MANY -> single(cluster, MANY_CLIENTS, context.scaled(WINDOW));
            case BATCHES -> batches(cluster);
        };
    }

    private static Measurements single(Cluster cluster, int clients, Duration window) {
        return LoadGenerator.measure(
                clients,
                window,
                call -> ClassicRequestBuilder.post(cluster.node(call).uri("/api/heroes"))
                        .setEntity("{}", ContentType.APPLICATION_JSON)
                        .build());
    }

    private static Measurements batches(Cluster cluster) {
        Histogram micros = new Histogram(3);
        long start = System.nanoTime();
        for (int call = 0; call < BATCH_HEROES / BATCH_SIZE; call++) {
            long sent = System.nanoTime();
            cluster.http().send(cluster.system().creationRequest(cluster.node(call), 0, BATCH_SIZE));
            micros.recordValue((System.nanoTime() - sent) / 1_000);
        }
        return LoadGenerator.percentiles(micros).with("rate", BATCH_HEROES / ((System.nanoTime() - start) / 1e9));
    }
}
