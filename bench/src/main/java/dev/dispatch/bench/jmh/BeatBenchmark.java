package dev.dispatch.bench.jmh;

import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One beat of one roster, in which one hero of 40 takes a turn. Turns allocate nothing if the allocation of a beat does not depend
 * on the number of heroes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class BeatBenchmark {
    private static final TurnRules IMMORTAL = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 0, 40);
    private static final int BEAT_MILLIS = 100;
    private static final int BEATS = (int) (IMMORTAL.turnInterval().toMillis() / BEAT_MILLIS);

    /** Heroes in the roster; the values are close to those of 10 k, 200 k and 500 k heroes in a cluster. */
    @Param({"200", "4000", "10000"})
    public int heroes;

    private final UUID center = new UUID(0, 1);
    private final Roster roster = new Roster();
    private long now = 1_000_000_000_000L;

    /** Fills the roster with an equal number of turns due in each beat. */
    @Setup
    public void enlist() {
        for (int beat = 0; beat < BEATS; beat++) {
            int first = beat * heroes / BEATS;
            int end = (beat + 1) * heroes / BEATS;
            List<String> names = IntStream.range(first, end)
                    .mapToObj(hero -> "Captain Benchmark " + hero)
                    .toList();
            roster.enlist(new UUID(1, beat), names, now + (long) beat * BEAT_MILLIS, IMMORTAL);
        }
        now += IMMORTAL.turnInterval().toMillis();
    }

    /** Runs one beat. */
    @Benchmark
    public TurnReport beat() {
        TurnReport report =
                roster.takeTurns(new Placement(center, "Gotham", Instant.ofEpochMilli(now)), null, IMMORTAL);
        now += BEAT_MILLIS;
        if (report.turns() != heroes / BEATS) {
            throw new IllegalStateException("took %d turns".formatted(report.turns()));
        }
        return report;
    }
}
