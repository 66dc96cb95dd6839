package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BackupSafetyPoll;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.Snapshot;
import dev.dispatch.bench.cluster.Wait;
import dev.dispatch.bench.cluster.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One shutdown of a center and its restart. */
final class FailoverRun {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int LAST_EVENTS = 200;

    private final Cluster cluster;
    private final Http http;
    private final int victim;
    private final Size size;
    private final List<Node> others;
    private final Node observer;

    FailoverRun(Cluster cluster, int victim, Size size) {
        this.cluster = cluster;
        this.http = cluster.http();
        this.victim = victim;
        this.size = size;
        this.others = cluster.nodesExcept(victim);
        this.observer = others.get(0);
    }

    Measurements run(ShutdownKind kind) {
        new BackupSafetyPoll(http, observer, Cluster.NODES).secondsUntilSafe(System.nanoTime(), LIMIT);
        return shutDown(kind).and(restart());
    }

    private Measurements shutDown(ShutdownKind kind) {
        HeroSample before = HeroSample.take(http, observer, victim);
        Node node = cluster.nodes().get(victim);
        Snapshot from = cluster.snapshot(others);
        Instant shutDownAt = Instant.now();
        long start = System.nanoTime();
        kind.shutDown(node);
        node.awaitEnd(LIMIT);
        double end = secondsSince(start);
        double safe = new BackupSafetyPoll(http, observer, Cluster.NODES - 1).secondsUntilSafe(start, LIMIT);
        // By then every hero must have taken a turn
        Wait.sleepUntil(start + Cluster.TURN_INTERVAL.multipliedBy(2).toNanos());
        Snapshot to = cluster.snapshot(others);
        HeroSample after = before.retake(http, observer);
        return new Measurements()
                .with("detection", detectionSeconds(kind, shutDownAt))
                .with("latest", new Window(from, to).maxLatenessMillis() / 1e3)
                .with(
                        "gap",
                        to.metrics().stream()
                                .mapToDouble(metrics -> metrics.total("dispatch_takeover_gap_seconds"))
                                .max()
                                .orElse(Double.NaN))
                .and(after.errorsSince(before))
                .with("safe", safe)
                .with("end", end);
    }

    private Measurements restart() {
        Snapshot from = cluster.snapshot(others);
        long start = System.nanoTime();
        Node node = cluster.restart(victim);
        cluster.awaitReady(node);
        double ready = secondsSince(start);
        double share = (double) size.heroes() / Cluster.NODES;
        // The center owns a third of the partitions, which hold a third of the heroes only on average
        double enough = 0.9 * share - 2 * Math.sqrt(share);
        Wait.until(
                node.name() + " has its share of the heroes",
                LIMIT,
                () -> cluster.scrape(node).total("dispatch_heroes") >= enough);
        double shared = secondsSince(start);
        new BackupSafetyPoll(http, observer, Cluster.NODES).secondsUntilSafe(start, LIMIT);
        Wait.sleep(Cluster.TURN_INTERVAL);
        // The counters of the new process started at zero
        Snapshot empty = new Snapshot(start, List.of(), List.of());
        double latestOfJoined = new Window(empty, cluster.snapshot(List.of(node))).maxLatenessMillis();
        double latestOfOthers = new Window(from, cluster.snapshot(others)).maxLatenessMillis();
        return new Measurements()
                .with("ready", ready)
                .with("share", shared)
                .with("joinLatest", Math.max(latestOfJoined, latestOfOthers) / 1e3);
    }

    private double detectionSeconds(ShutdownKind kind, Instant shutDownAt) {
        String city = DispatchCenters.city(victim);
        for (JsonNode event : http.json(observer.uri("/api/events?limit=" + LAST_EVENTS))) {
            Instant at = Instant.parse(event.path("at").asString());
            if (event.path("type").asString().equals(kind.event())
                    && event.path("center").asString("").equals(city)
                    && !at.isBefore(shutDownAt)) {
                return Duration.between(shutDownAt, at).toNanos() / 1e9;
            }
        }
        return Double.NaN;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
