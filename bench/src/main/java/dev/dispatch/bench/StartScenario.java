package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Ports;
import dev.dispatch.bench.cluster.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** From the start of a command to a center, or to three, that may be sent work. */
final class StartScenario extends Scenario {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    StartScenario() {
        super(
                "start",
                "From exec to ready, built already.",
                List.of(new Column("seconds", "ready after s", 2), new Column("cpu", "CPU s, all processes", 1)));
    }

    @Override
    List<Row> rows(TestBed bed) {
        DispatchCenters centers = bed.mortals();
        return List.of(
                row(bed, "bin/center", centers.process(0), node -> bed.http().isOk(ready(node))),
                row(
                        bed,
                        "bin/cluster",
                        centers.clusterScript(),
                        node -> node.output().contains("all three are ready")));
    }

    private static URI ready(Node node) {
        return node.uri("/actuator/health/readiness");
    }

    private static Row row(TestBed bed, String command, ProcessBuilder process, Predicate<Node> isReady) {
        Map<String, String> labels = Row.labels("command", command);
        return bed.attempt(labels, () -> bed.repeat(labels, () -> start(bed, command, process, isReady)));
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
