package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Ports;
import dev.dispatch.bench.cluster.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** From the start of a command to a center, or to three, that may be sent work. */
final class StartScenario implements Scenario {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String title() {
        return "From exec to ready, built already.";
    }

    @Override
    public Section run(TestBed bed) {
        DispatchCenters centers = bed.mortals();
        List<Row> rows = new ArrayList<>();
        rows.addAll(
                row(bed, "bin/center", centers.process(0), node -> bed.http().isOk(ready(node))));
        rows.addAll(row(
                bed,
                "bin/cluster",
                centers.clusterScript(),
                node -> node.output().contains("all three are ready")));
        List<Column> columns =
                List.of(new Column("seconds", "ready after s", 2), new Column("cpu", "CPU s, all processes", 1));
        return new Section(name(), title(), columns, rows, List.of());
    }

    private static URI ready(Node node) {
        return node.uri("/actuator/health/readiness");
    }

    private static List<Row> row(TestBed bed, String command, ProcessBuilder process, Predicate<Node> isReady) {
        Map<String, String> labels = Row.labels("command", command);
        return bed.attempt(
                labels,
                () -> List.of(Row.ofRuns(labels, bed.repeat(labels, () -> start(bed, command, process, isReady)))));
    }

    private static Figures start(TestBed bed, String command, ProcessBuilder process, Predicate<Node> isReady) {
        Ports.requireFree();
        Path log = bed.logs().resolve("start.log");
        long start = System.nanoTime();
        try (Node node = Node.start(command, Ports.http(0), process, log)) {
            boolean ready = Waiting.isTrueWithin(LIMIT, POLL, () -> {
                node.requireAlive();
                return isReady.test(node);
            });
            if (!ready) {
                throw new BenchException("%s is not ready after %d s".formatted(command, LIMIT.toSeconds()));
            }
            return new Figures()
                    .with("seconds", (System.nanoTime() - start) / 1e9)
                    .with("cpu", node.treeCpuSeconds());
        }
    }
}
