package dev.dispatch.patrol;

import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.Lateness;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.TurnReport;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the patrol of this center has done since it started. */
public class PatrolMetrics {
    private static final Duration MAX_ROTATION = Duration.ofSeconds(40);
    private static final int MAX_WINDOWS = 3;

    private final List<Consumer<Duration>> beatListeners = new CopyOnWriteArrayList<>();
    private final Map<Placement.Reason, Long> rehomed = new EnumMap<>(Placement.Reason.class);
    private final long[] lateCounts = new long[Lateness.BOUNDS_MILLIS.size() + 1];
    private final TimeWindowMax lateMax = new TimeWindowMax(Clock.SYSTEM, MAX_ROTATION.toMillis(), MAX_WINDOWS);
    private long lateSumMillis;
    private long lateSinceLastAsked;
    private long won;
    private long lost;
    private long rested;
    private long fallen;
    private long heroes;
    private long takeoverGapMillis;

    synchronized void count(TurnReport report) {
        won += report.won();
        lost += report.lost();
        rested += report.rested();
        fallen += report.fallen().size();
        long[] counts = report.lateness().counts();
        Arrays.setAll(lateCounts, bucket -> lateCounts[bucket] + counts[bucket]);
        lateSumMillis += report.lateness().sumMillis();
        lateSinceLastAsked = Math.max(lateSinceLastAsked, report.lateness().maxMillis());
        lateMax.record((double) report.lateness().maxMillis());
    }

    synchronized void count(Takeover takeover) {
        rehomed.merge(takeover.reason(), takeover.heroes(), Long::sum);
        takeoverGapMillis = takeover.gapMillis();
    }

    synchronized void heroesHere(long count) {
        heroes = count;
    }

    void beatTook(Duration duration) {
        beatListeners.forEach(listener -> listener.accept(duration));
    }

    /** Has a listener told how long each beat takes, from being sent to the last answer. */
    public void onBeat(Consumer<Duration> listener) {
        beatListeners.add(listener);
    }

    public synchronized long won() {
        return won;
    }

    public synchronized long lost() {
        return lost;
    }

    public synchronized long rested() {
        return rested;
    }

    public synchronized long turns() {
        return won + lost + rested;
    }

    public synchronized long fallen() {
        return fallen;
    }

    /** How many superheroes were at home here within the last second or so. */
    public synchronized long heroes() {
        return heroes;
    }

    /** How late all turns were; the maximum is that of the last two minutes. */
    public synchronized Lateness lateness() {
        return new Lateness(lateCounts.clone(), lateSumMillis, (long) lateMax.poll());
    }

    /** How late the latest turn was since this was last asked, in milliseconds. */
    synchronized long latestSinceLastAsked() {
        long latest = lateSinceLastAsked;
        lateSinceLastAsked = 0;
        return latest;
    }

    /** How many superheroes came here from other centers, by why they did. */
    public synchronized Map<Placement.Reason, Long> rehomed() {
        return Map.copyOf(rehomed);
    }

    /** By how much the one that waited longest was overdue, the last time that superheroes came here. */
    public synchronized double takeoverGapSeconds() {
        return takeoverGapMillis / 1e3;
    }
}
