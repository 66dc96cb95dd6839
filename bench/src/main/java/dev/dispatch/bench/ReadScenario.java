package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Population;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/** How fast a page of superheroes is read, while they take their turns. */
final class ReadScenario implements Scenario {
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final List<Integer> CLIENTS = List.of(1, 4);

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String title() {
        return "A page of 50 superheroes from three centers in turns, while all of them take their turns.";
    }

    @Override
    public Section run(TestBed bed) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("by name", "/api/heroes?size=50&sort=name,asc");
        pages.put("by health", "/api/heroes?size=50&sort=health,desc");
        pages.put("with a search", "/api/heroes?size=50&search=man");
        List<Row> rows = new ArrayList<>();
        for (Size size : bed.sizes(Size.ONE_THOUSAND, Size.TWENTY_THOUSAND, Size.ONE_MILLION)) {
            rows.addAll(bed.attempt(
                    Row.labels("heroes", size, "page", "all", "clients", "all"), () -> rows(bed, size, pages)));
        }
        List<Column> columns = List.of(
                new Column("rate", "pages/s", 0),
                new Column("p50", "p50 ms", 1),
                new Column("p99", "p99 ms", 1),
                new Column("max", "max ms", 0),
                new Column("latest", "latest turn ms", 0));
        return new Section(
                name(), title(), columns, rows, List.of("Clients ask again as soon as they have their answer."));
    }

    private static List<Row> rows(TestBed bed, Size size, Map<String, String> pages) {
        List<Row> rows = new ArrayList<>();
        try (Cluster cluster = bed.start(bed.immortals())) {
            Population.create(cluster, size.heroes()).requireComplete();
            for (Map.Entry<String, String> page : pages.entrySet()) {
                read(cluster, page.getValue(), 1, bed.time(WARM_UP));
                for (int clients : CLIENTS) {
                    Map<String, String> labels = Row.labels("heroes", size, "page", page.getKey(), "clients", clients);
                    rows.addAll(bed.attempt(labels, () -> {
                        Figures figures = read(cluster, page.getValue(), clients, bed.time(WINDOW));
                        bed.say("%s: %s".formatted(String.join(", ", labels.values()), figures));
                        return List.of(new Row(labels, figures, List.of(), ""));
                    }));
                }
            }
        }
        return rows;
    }

    private static Figures read(Cluster cluster, String path, int clients, Duration window) {
        Snapshot from = cluster.snapshot();
        Figures figures = Load.of(
                clients,
                window,
                call -> ClassicRequestBuilder.get(cluster.node(call).uri(path)).build());
        return figures.with("latest", new Window(from, cluster.snapshot()).latestMillis());
    }
}
