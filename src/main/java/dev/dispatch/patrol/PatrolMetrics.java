package dev.dispatch.patrol;

import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.Placement.Reason;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnReport.Lateness;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The meters of the patrol, and the totals for the report to the other centers. Thread-safe. */
@Component
public class PatrolMetrics {
    private final MeterRegistry registry;
    private final Counter won;
    private final Counter lost;
    private final Counter rested;
    private final Counter fallen;
    private final Timer beats;
    /** Of the last two minutes, in three windows that rotate. */
    private final TimeWindowMax maxLateMillis =
            new TimeWindowMax(Clock.SYSTEM, Duration.ofSeconds(40).toMillis(), 3);

    private final long[] lateCounts = new long[Lateness.BOUNDS_MILLIS.size() + 1];
    private long sumLateMillis;
    private long maxLateMillisToReport;
    private volatile long heroes;
    private volatile long takeoverGapMillis;

    PatrolMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.won = turns("won");
        this.lost = turns("lost");
        this.rested = turns("rested");
        this.fallen = counter("dispatch.heroes.fallen", "Superheroes that fell here");
        Stream.of(Reason.values())
                .filter(reason -> reason != Reason.OTHER)
                .forEach(this::rehomed); // exports them before the first takeover
        this.beats = Timer.builder("dispatch.beats")
                .description("Time from sending a beat to its last answer")
                .register(registry);
        gauge("dispatch.heroes", "Superheroes at home here", () -> heroes);
        // operations.MetricsConfiguration exports the histogram
        gauge(
                "dispatch.turn.lateness.seconds.max",
                "Maximum lateness of a turn in the last two minutes",
                () -> maxLateMillis.poll() / 1e3);
        Gauge.builder("dispatch.takeover.gap", () -> takeoverGapMillis / 1e3)
                .description("Maximum lateness of a turn in the last takeover by this center")
                .baseUnit("seconds")
                .register(registry);
    }

    void count(TurnReport report) {
        won.increment(report.won());
        lost.increment(report.lost());
        rested.increment(report.rested());
        fallen.increment(report.fallen().size());
        count(report.lateness());
    }

    private synchronized void count(Lateness lateness) {
        long[] counts = lateness.counts();
        Arrays.setAll(lateCounts, bucket -> lateCounts[bucket] + counts[bucket]);
        sumLateMillis += lateness.sumMillis();
        maxLateMillisToReport = Math.max(maxLateMillisToReport, lateness.maxMillis());
        maxLateMillis.record((double) lateness.maxMillis());
    }

    void count(Takeover takeover) {
        rehomed(takeover.reason()).increment((double) takeover.heroes());
        takeoverGapMillis = takeover.gapMillis();
    }

    /** Records the time from sending a beat to its last answer. */
    void recordBeat(Duration duration) {
        beats.record(duration);
    }

    void setHeroes(long count) {
        heroes = count;
    }

    /** Turns since the start. */
    long turns() {
        return (long) (won.count() + lost.count() + rested.count());
    }

    /** Heroes that fell here since the start. */
    long fallen() {
        return (long) fallen.count();
    }

    /** The lateness of all turns since the start; the maximum covers the last two minutes. */
    public synchronized Lateness lateness() {
        return new Lateness(lateCounts.clone(), sumLateMillis, (long) maxLateMillis.poll());
    }

    /** Returns the maximum lateness of a turn since the last call, in milliseconds. */
    synchronized long takeMaxLateMillis() {
        long max = maxLateMillisToReport;
        maxLateMillisToReport = 0;
        return max;
    }

    private Counter turns(String outcome) {
        return counter("dispatch.turns", "Turns taken here", "outcome", outcome);
    }

    private Counter rehomed(Reason reason) {
        String tag = reason.name().toLowerCase(Locale.ROOT);
        return counter("dispatch.heroes.rehomed", "Superheroes that moved here from another center", "reason", tag);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
