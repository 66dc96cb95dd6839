package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Shuts down one of three centers, and starts a new one. */
final class FailoverScenario extends Scenario {
    FailoverScenario() {
        super(
                "failover",
                "One of three centers is killed or shuts down gracefully, then a new one joins; immortal heroes.",
                List.of(
                        new Column("detection", "detected after s", 2),
                        new Column("latest", "latest turn s", 2),
                        new Column("gap", "takeover gap s", 2),
                        new Column("lost", "heroes lost", 0),
                        new Column("wentBack", "heroes with fewer turns", 0),
                        new Column("wrong", "heroes with lost or double turns", 0),
                        new Column("overdue", "heroes overdue afterwards", 0),
                        new Column("sample", "sampled heroes", 0),
                        new Column("safe", "backups safe after s", 1),
                        new Column("end", "process ended after s", 1),
                        new Column("ready", "new center ready after s", 1),
                        new Column("share", "new center has its share after s", 1),
                        new Column("joinLatest", "latest turn during join s", 2)),
                "Latest turn: maximum lateness of all turns that the remaining centers took after the shutdown, including the"
                        + " heroes that moved; an upper bound where only the histogram bucket is known.",
                "Detected: time of the event CENTER_LOST or CENTER_LEFT. Backups are checked once a second.",
                "Times of the new center count from the start of its process, which takes most of them.");
    }

    @Override
    List<Row> rows(BenchContext context) {
        return context.attemptEach(
                List.of(Size.ONE_THOUSAND, Size.HUNDRED_THOUSAND, Size.ONE_MILLION),
                size -> Row.labels("heroes", size, "end", "all"),
                context.immortalCenters(),
                (cluster, size) -> Stream.of(ShutdownKind.values())
                        .map(kind -> row(context, cluster, size, kind))
                        .toList());
    }

    private static Row row(BenchContext context, Cluster cluster, Size size, ShutdownKind kind) {
        Map<String, String> labels = Row.labels("heroes", size, "end", kind);
        AtomicInteger victim = new AtomicInteger(kind.ordinal() * context.repeat());
        return context.attempt(
                labels,
                () -> withSums(context.repeat(
                        labels,
                        () -> new FailoverRun(cluster, victim.getAndIncrement() % Cluster.NODES, size).run(kind))));
    }

    /** Adds up the error counts of all runs, because their median would hide single errors. */
    private static Row withSums(Row row) {
        Measurements sums = new Measurements();
        for (String key : List.of("lost", "wentBack", "wrong", "overdue", "sample")) {
            sums = sums.with(
                    key,
                    row.runs().stream()
                            .mapToDouble(run -> run.values().getOrDefault(key, 0.0))
                            .sum());
        }
        return row.with(sums);
    }
}
