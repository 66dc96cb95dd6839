package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** Measures how fast pages of heroes are read while the heroes take turns. */
final class ReadScenario extends Scenario {
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final List<Integer> CLIENTS = List.of(1, 4);

    private enum Page {
        BY_NAME("by name", "/api/heroes?size=50&sort=name,asc"),
        BY_HEALTH("by health", "/api/heroes?size=50&sort=health,desc"),
        SEARCHED("with a search", "/api/heroes?size=50&search=man");

        final String title;
        final String path;

        Page(String title, String path) {
            this.title = title;
            this.path = path;
        }
    }

    ReadScenario() {
        super(
                "read",
                "Pages of 50 heroes from three centers in round-robin order, while all heroes take turns.",
                List.of(
                        new Column("rate", "pages/s", 0),
                        new Column("p50", "p50 ms", 1),
                        new Column("p99", "p99 ms", 1),
                        new Column("max", "max ms", 0),
                        new Column("latest", "latest turn ms", 0)),
                "Each client sends its next request when it has the response.");
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptEach(
                List.of(Size.ONE_THOUSAND, Size.TWENTY_THOUSAND, Size.ONE_MILLION),
                size -> Row.labels("heroes", size, "page", "all", "clients", "all"),
                context.immortalCenters(),
                (cluster, size) -> rows(context, cluster, size));
    }

    private static List<Row> rows(BenchContext context, Cluster cluster, Size size) {
        List<Row> rows = new ArrayList<>();
        for (Page page : Page.values()) {
            read(cluster, page, 1, context.scaled(WARM_UP));
            for (int clients : CLIENTS) {
                Map<String, String> labels = Row.labels("heroes", size, "page", page.title, "clients", clients);
                rows.add(context.attempt(labels, () -> {
                    Measurements measurements = read(cluster, page, clients, context.scaled(WINDOW));
                    context.log(labels, measurements);
                    return Row.ofOne(labels, measurements);
                }));
            }
        }
        return rows;
    }

    private static Measurements read(Cluster cluster, Page page, int clients, Duration window) {
        Snapshot from = cluster.snapshot();
        Measurements measurements = LoadGenerator.measure(
                clients,
                window,
                call -> ClassicRequestBuilder.get(cluster.node(call).uri(page.path))
                        .build());
        return measurements.with("latest", new Window(from, cluster.snapshot()).maxLatenessMillis());
    }
}
