package dev.dispatch.bench.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Three processes of one system under test. {@code close()} kills them. */
public final class Cluster implements AutoCloseable {
    /** The number of processes. */
    public static final int NODES = 3;

    /** The time between two turns of a hero, in every system under test. */
    public static final Duration TURN_INTERVAL = Duration.ofSeconds(4);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final SystemUnderTest system;
    private final Http http;
    private final Path logs;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(SystemUnderTest system, Http http, Path logs) {
        this.system = system;
        this.http = http;
        this.logs = logs;
    }

    /** Starts all processes at the same time, and waits until they have formed a cluster. */
    public static Cluster start(SystemUnderTest system, Http http, Path logs, Consumer<String> progress) {
        Ports.requireFree();
        Cluster cluster = new Cluster(system, http, logs);
        try {
            long start = System.nanoTime();
            for (int node = 0; node < NODES; node++) {
                cluster.nodes.add(cluster.startNode(node));
            }
            for (Node node : cluster.nodes) {
                cluster.awaitReady(node);
            }
            progress.accept("  %s: three processes ready after %.1f s"
                    .formatted(system.name(), (System.nanoTime() - start) / 1e9));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private Node startNode(int node) {
        String name = system.name() + "-" + (node + 1);
        return Node.start(name, Ports.http(node), system.process(node), logs.resolve(name + ".log"));
    }

    /** Restarts a process that has ended, without waiting until it is ready. */
    public Node restart(int node) {
        nodes.set(node, nodes.get(node).restart(system.process(node)));
        return nodes.get(node);
    }

    /** Waits until a process has joined the others. */
    public void awaitReady(Node node) {
        Wait.until(node.name() + " is ready", START_LIMIT, () -> {
            node.requireAlive();
            return system.isReady(http, node);
        });
    }

    public SystemUnderTest system() {
        return system;
    }

    public Http http() {
        return http;
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** Assigns calls to processes in round-robin order. */
    public Node node(long call) {
        return nodes.get((int) (call % NODES));
    }

    /** All processes except one. */
    public List<Node> nodesExcept(int node) {
        List<Node> others = new ArrayList<>(nodes);
        others.remove(node);
        return others;
    }

    /** Takes a snapshot of all processes. */
    public Snapshot snapshot() {
        return snapshot(nodes);
    }

    /** Takes a snapshot of some processes. */
    public Snapshot snapshot(List<Node> some) {
        return new Snapshot(
                System.nanoTime(),
                some.stream().map(Node::cpuSeconds).toList(),
                some.stream().map(this::scrape).toList());
    }

    /** Measures all processes from now on for a time. Blocks for that time. */
    public Window measure(Duration time) {
        Snapshot from = snapshot();
        Wait.sleep(time);
        return new Window(from, snapshot());
    }

    /** Scrapes the metrics of a process. */
    public Metrics scrape(Node node) {
        node.requireAlive();
        return Metrics.parse(http.send(Http.get(node.uri(system.metricsPath()))));
    }

    @Override
    public void close() {
        nodes.forEach(Node::kill);
        nodes.forEach(Node::close);
    }
}
