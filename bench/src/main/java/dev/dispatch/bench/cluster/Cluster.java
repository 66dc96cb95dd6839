package dev.dispatch.bench.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Three processes of one contestant. They are killed when it is closed. */
public final class Cluster implements AutoCloseable {
    /** How many processes there are. */
    public static final int NODES = 3;

    /** The time between two turns of a hero, at all contestants. */
    public static final Duration TURN_INTERVAL = Duration.ofSeconds(4);

    private static final Duration START = Duration.ofMinutes(3);

    private final Contestant contestant;
    private final Http http;
    private final Path logs;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(Contestant contestant, Http http, Path logs) {
        this.contestant = contestant;
        this.http = http;
        this.logs = logs;
    }

    /** Starts all at the same time, and waits until they are a cluster. */
    public static Cluster start(Contestant contestant, Http http, Path logs, Progress progress) {
        Ports.requireFree();
        Cluster cluster = new Cluster(contestant, http, logs);
        try {
            long start = System.nanoTime();
            for (int node = 0; node < NODES; node++) {
                cluster.nodes.add(cluster.startNode(node));
            }
            for (Node node : cluster.nodes) {
                cluster.awaitReady(node);
            }
            progress.say("  %s: three processes ready after %.1f s"
                    .formatted(contestant.name(), (System.nanoTime() - start) / 1e9));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private Node startNode(int node) {
        String name = contestant.name() + "-" + (node + 1);
        return Node.start(name, Ports.http(node), contestant.process(node), logs.resolve(name + ".log"));
    }

    /** Starts a process anew that has ended, and does not wait for it. */
    public Node restart(int node) {
        nodes.set(node, nodes.get(node).startAgain(contestant.process(node)));
        return nodes.get(node);
    }

    /** Waits until a process has found the others. */
    public void awaitReady(Node node) {
        Waiting.until(node.name() + " is ready", START, () -> {
            node.requireAlive();
            return contestant.isReady(http, node);
        });
    }

    public Contestant contestant() {
        return contestant;
    }

    public Http http() {
        return http;
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    /** One of them after the other, for load that is shared between them. */
    public Node node(long turn) {
        return nodes.get((int) (turn % NODES));
    }

    /** All but one. */
    public List<Node> nodesBut(int node) {
        List<Node> others = new ArrayList<>(nodes);
        others.remove(node);
        return others;
    }

    /** The figures of all processes as they are now. */
    public Snapshot snapshot() {
        return snapshot(nodes);
    }

    /** The figures of some processes as they are now. */
    public Snapshot snapshot(List<Node> some) {
        return new Snapshot(
                System.nanoTime(),
                some.stream().map(Node::cpuSeconds).toList(),
                some.stream().map(this::scrape).toList());
    }

    /** What happens from now on, for as long as a window is. */
    public Window measure(Duration window) {
        Snapshot from = snapshot();
        Waiting.pass(window);
        return new Window(from, snapshot());
    }

    /** The figures that a process tells of itself. */
    public Metrics scrape(Node node) {
        node.requireAlive();
        return Metrics.parse(http.send(Http.get(node.uri(contestant.metricsPath()))));
    }

    @Override
    public void close() {
        nodes.forEach(Node::kill);
        nodes.forEach(Node::close);
    }
}
