package dev.dispatch.patrol;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.dispatch.registry.protocol.RosterQuery.SweepReport;
import dev.dispatch.superhero.TurnReport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** The parts of the patrol that decide which rosters get a beat, for the simulator. Times are epoch milliseconds. */
public final class SimulatedPatrol {
    private static final long NANOS = 1_000_000;

    /** Longest time between the beats of a center that runs. Shorter times would only cost more. */
    private static final long IDLE_BEAT = 3_000;

    private final DueRosters dueRosters = new DueRosters();
    private final FreezeDetector freezeDetector = new FreezeDetector(Duration.ofSeconds(5));
    private long lastBeat;
    /** Stands for the list of members. */
    private int changes;

    /** A beat that was sent and waits for its reports. */
    public static final class Beat {
        private final DueRosters.Beat beat;

        private Beat(DueRosters.Beat beat) {
            this.beat = beat;
        }

        public Set<Integer> keys() {
            return beat.keys();
        }

        public Set<Integer> newKeys() {
            return beat.newKeys();
        }
    }

    static {
        // Simulated freezes would fill the log
        ((Logger) LoggerFactory.getLogger(FreezeDetector.class)).setLevel(Level.ERROR);
    }

    public SimulatedPatrol() {
        freezeDetector.startAt(0, Set.of(changes));
    }

    public void freeze(long from, long until) {
        var unused = suspendsBeat(from);
        unused = beat(until);
    }

    public void rejoined() {
        freezeDetector.rejoined();
    }

    public void membersChanged() {
        changes++;
    }

    public long suspension() {
        return freezeDetector.suspension();
    }

    public void confirmed(long suspension) {
        freezeDetector.confirmed(suspension, Set.of(changes));
    }

    /** Whether to skip a beat. The simulator leaves out idle beats; the detector must not take this for a freeze. */
    public boolean suspendsBeat(long now) {
        while (now - lastBeat > IDLE_BEAT) {
            var unused = beat(lastBeat + IDLE_BEAT);
        }
        return beat(now);
    }

    private boolean beat(long now) {
        lastBeat = now;
        return freezeDetector.suspendsBeat(now * NANOS, Set.of(changes));
    }

    public Beat takeDue(Set<Integer> own, long now, long nextBeatAt) {
        dueRosters.setOwned(own);
        return new Beat(dueRosters.takeDue(now, nextBeatAt));
    }

    public void complete(Beat beat, Map<Integer, TurnReport> reports) {
        dueRosters.complete(beat.beat, reports);
    }

    public void sweep(Map<Integer, SweepReport> reports) {
        dueRosters.update(reports);
    }

    public long nextDueAt() {
        return dueRosters.nextDueAt();
    }
}
