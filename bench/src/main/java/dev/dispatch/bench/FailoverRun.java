package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Waiting;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One center goes and comes back, once. */
final class FailoverRun {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int LAST_EVENTS = 200;

    private final Cluster cluster;
    private final Http http;
    private final int victim;
    private final Size size;
    private final List<Node> others;
    private final Node witness;

    FailoverRun(Cluster cluster, int victim, Size size) {
        this.cluster = cluster;
        this.http = cluster.http();
        this.victim = victim;
        this.size = size;
        this.others = cluster.nodesBut(victim);
        this.witness = others.get(0);
    }

    Figures run(Ending ending) {
        new SafetyWatch(http, witness, Cluster.NODES).secondsUntilSafe(System.nanoTime(), LIMIT);
        return loss(ending).and(join());
    }

    private Figures loss(Ending ending) {
        Census before = Census.first(http, witness, victim);
        Node node = cluster.nodes().get(victim);
        Snapshot from = cluster.snapshot(others);
        Instant endedAt = Instant.now();
        long start = System.nanoTime();
        ending.of(node);
        node.awaitEnd(LIMIT);
        double end = secondsSince(start);
        double safe = new SafetyWatch(http, witness, Cluster.NODES - 1).secondsUntilSafe(start, LIMIT);
        // so that everybody's turn has come since
        Waiting.passUntil(start + Cluster.TURN_INTERVAL.multipliedBy(2).toNanos());
        Snapshot to = cluster.snapshot(others);
        Census after = before.again(http, witness);
        return new Figures()
                .with("detection", detectionSeconds(ending, endedAt))
                .with("latest", new Window(from, to).latestMillis() / 1e3)
                .with(
                        "gap",
                        to.metrics().stream()
                                .mapToDouble(metrics -> metrics.total("dispatch_takeover_gap_seconds"))
                                .max()
                                .orElse(Double.NaN))
                .and(after.since(before))
                .with("safe", safe)
                .with("end", end);
    }

    private Figures join() {
        Snapshot from = cluster.snapshot(others);
        long start = System.nanoTime();
        Node node = cluster.restart(victim);
        cluster.awaitReady(node);
        double ready = secondsSince(start);
        double share = (double) size.heroes() / Cluster.NODES;
        // the third that it owns of all partitions is no third of all superheroes: of few of them, chance may give it
        // fewer
        double enough = 0.9 * share - 2 * Math.sqrt(share);
        Waiting.until(
                node.name() + " has its share",
                LIMIT,
                () -> cluster.scrape(node).total("dispatch_heroes") >= enough);
        double shared = secondsSince(start);
        new SafetyWatch(http, witness, Cluster.NODES).secondsUntilSafe(start, LIMIT);
        Waiting.pass(Cluster.TURN_INTERVAL);
        Snapshot none = new Snapshot(start, List.of(), List.of());
        double latestThere = new Window(none, cluster.snapshot(List.of(node))).latestMillis();
        double latestElsewhere = new Window(from, cluster.snapshot(others)).latestMillis();
        return new Figures()
                .with("ready", ready)
                .with("share", shared)
                .with("joinLatest", Math.max(latestThere, latestElsewhere) / 1e3);
    }

    private double detectionSeconds(Ending ending, Instant endedAt) {
        String city = DispatchCenters.city(victim);
        for (JsonNode event : http.json(witness.uri("/api/events?limit=" + LAST_EVENTS))) {
            Instant at = Instant.parse(event.path("at").asString());
            if (event.path("type").asString().equals(ending.event())
                    && event.path("center").asString("").equals(city)
                    && !at.isBefore(endedAt)) {
                return Duration.between(endedAt, at).toNanos() / 1e9;
            }
        }
        return Double.NaN;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
