package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Ports;
import dev.dispatch.bench.cluster.Wait;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Measures the time from the start of a command until one center, or three, are ready. */
final class StartScenario extends Scenario {
    private static final Duration INTERVAL = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    StartScenario() {
        super(
                "start",
                "From exec to ready, without the build.",
                List.of(new Column("seconds", "ready after s", 2), new Column("cpu", "CPU s, all processes", 1)));
    }

    @Override
    List<Row> rows(BenchContext context) {
        DispatchCenters centers = context.mortalCenters();
        return List.of(
                row(
                        context,
                        "bin/center",
                        centers.process(0),
                        node -> context.http().isOk(ready(node))),
                row(
                        context,
                        "bin/cluster",
                        centers.clusterScript(),
                        node -> node.output().contains("all three are ready")));
    }

    private static URI ready(Node node) {
        return node.uri("/actuator/health/readiness");
    }

    private static Row row(BenchContext context, String command, ProcessBuilder process, Predicate<Node> isReady) {
        Map<String, String> labels = Row.labels("command", command);
        return context.attempt(labels, () -> context.repeat(labels, () -> start(context, command, process, isReady)));
    }

    private static Measurements start(
            BenchContext context, String command, ProcessBuilder process, Predicate<Node> isReady) {
        Ports.requireFree();
        Path log = context.logs().resolve("start.log");
        long start = System.nanoTime();
        try (Node node = Node.start(command, Ports.http(0), process, log)) {
            boolean ready = Wait.isTrueWithin(LIMIT, INTERVAL, () -> {
                node.requireAlive();
                return isReady.test(node);
            });
            if (!ready) {
                throw new BenchException("%s is not ready after %d s".formatted(command, LIMIT.toSeconds()));
            }
            return new Measurements()
                    .with("seconds", (System.nanoTime() - start) / 1e9)
                    .with("cpu", node.treeCpuSeconds());
        }
    }
}
