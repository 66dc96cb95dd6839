package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One of three centers goes, and another comes. */
final class FailoverScenario extends Scenario {
    FailoverScenario() {
        super(
                "failover",
                "One of three centers is killed or leaves, and then a new one joins; immortal heroes.",
                List.of(
                        new Column("detection", "noticed after s", 2),
                        new Column("latest", "latest turn s", 2),
                        new Column("gap", "longest wait of the re-homed s", 2),
                        new Column("lost", "heroes lost", 0),
                        new Column("wentBack", "turns went back", 0),
                        new Column("wrong", "turns lost or doubled", 0),
                        new Column("overdue", "overdue afterwards", 0),
                        new Column("sample", "of a sample of", 0),
                        new Column("safe", "backups safe after s", 1),
                        new Column("end", "process ended after s", 1),
                        new Column("ready", "new center ready after s", 1),
                        new Column("share", "has its share after s", 1),
                        new Column("joinLatest", "latest turn of the join s", 2)),
                "Latest turn: of all that the two others took from the end of the third on, its heroes' among them; an"
                        + " upper bound where it is that of a bucket of the histogram.",
                "Noticed: the event of a lost or left center. Backups are looked at once a second.",
                "The new center's times are from its start on, which takes most of them.");
    }

    @Override
    List<Row> rows(TestBed bed) {
        return bed.attemptEach(
                List.of(Size.ONE_THOUSAND, Size.HUNDRED_THOUSAND, Size.ONE_MILLION),
                size -> Row.labels("heroes", size, "end", "all"),
                bed.immortals(),
                (cluster, size) -> Stream.of(Ending.values())
                        .map(ending -> row(bed, cluster, size, ending))
                        .toList());
    }

    private static Row row(TestBed bed, Cluster cluster, Size size, Ending ending) {
        Map<String, String> labels = Row.labels("heroes", size, "end", ending);
        AtomicInteger victim = new AtomicInteger(ending.ordinal() * bed.repeat());
        return bed.attempt(
                labels,
                () -> worst(bed.repeat(
                        labels,
                        () -> new FailoverRun(cluster, victim.getAndIncrement() % Cluster.NODES, size).run(ending))));
    }

    /** What must be 0 counts as often as it was not, in all runs. */
    private static Row worst(Row row) {
        Figures sums = new Figures();
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
