package dev.dispatch.simulation;

import dev.dispatch.cluster.member.SimulatedClock;
import dev.dispatch.patrol.SimulatedPatrol;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One center: its clock, its replicas and its patrol. */
final class SimulatedCenter {
    private static final String[] CITIES = {
        "Gotham", "Metropolis", "Capitol", "Star", "Central", "Coast", "Midway", "Keystone", "Opal", "Fawcett"
    };
    static final int MAX_CENTERS = CITIES.length;

    /** Hazelcast's cluster time follows the oldest member's heartbeats, which come once a second. */
    private static final long HEARTBEAT_INTERVAL = 1_000;

    /** As in {@code FreezeDetector}. */
    private static final long SUSPENSION = 12_000;

    /** When the virtual time begins, in epoch milliseconds. */
    private static final long BASE = 1_000_000_000_000L;

    final int index;
    final SimulatedPatrol patrol = new SimulatedPatrol();
    final Replica[] replicas;
    SimulatedCluster cluster;
    UUID id;

    /** Counts the times it joined a cluster: messages of an earlier membership are dropped. */
    int session;

    boolean crashed;
    boolean leaving;

    /** When others notice the crash. */
    long crashNoticedAt;

    /** Start and end of the current freeze, if {@link #frozenUntil} is in the future. */
    long frozenSince;

    long frozenUntil;

    /** How old its last heartbeat was when it froze. */
    long heartbeatAge;

    /** How long it must take no turns, if others have given it up only because it was frozen, and it has not met any of them since. */
    long waitsUntil;

    long patrolAt = Long.MAX_VALUE;

    private final long clockOffset;
    private final double drift;
    private final boolean clusterTimeSteps;
    private @Nullable SimulatedClock clock;
    private long clockStep;
    private long now;
    private long clusterTimeOffset;
    private long heardMasterAt = Long.MIN_VALUE;

    /** {@code clusterTimeSteps} plants a fault: Hazelcast's time follows the wall clock. */
    SimulatedCenter(
            int index,
            int partitions,
            SimulatedCluster cluster,
            long clockOffset,
            double drift,
            boolean clusterTimeSteps) {
        this.index = index;
        this.cluster = cluster;
        this.clockOffset = clockOffset;
        this.drift = drift;
        this.clusterTimeSteps = clusterTimeSteps;
        this.replicas = new Replica[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            replicas[partition] = new Replica(partition);
        }
        this.id = id();
    }

    /** The same machine after a crash, as a center without data. Its wall clock is set forward to {@code earliest} if it is behind. */
    SimulatedCenter restarted(SimulatedCluster other, long time, long earliest) {
        long offset = clockOffset + clockStep + Math.max(0, earliest - steadyTime(time) - clockStep);
        SimulatedCenter center = new SimulatedCenter(index, replicas.length, other, offset, drift, clusterTimeSteps);
        center.session = session;
        return center;
    }

    private UUID id() {
        return new UUID(index + 1, session);
    }

    /** Becomes a new, empty member of a cluster; after a split, a member gets another id, too. */
    void join(SimulatedCluster other, long now) {
        cluster = other;
        waitsUntil = 0;
        session++;
        id = id();
        for (int partition = 0; partition < replicas.length; partition++) {
            replicas[partition] = new Replica(partition);
        }
        hear(other.master(), now, 0);
    }

    boolean isFrozen(long now) {
        return now < frozenUntil;
    }

    /** Whether it runs at this time. */
    boolean isUp(long now) {
        return !crashed && !isFrozen(now);
    }

    void giveUp() {
        waitsUntil = frozenUntil + SUSPENSION;
    }

    void stepClock(long millis) {
        clockStep += millis;
    }

    /** The wall clock when it started, plus the time since then. */
    private long steadyTime(long now) {
        return BASE + now + clockOffset + (long) (now * drift);
    }

    /** What Hazelcast takes for the time of this machine. */
    private long localTime(long now) {
        return steadyTime(now) + (clusterTimeSteps ? clockStep : 0);
    }

    /** The cluster's time as this center knows it; {@code latency} is how late the last heartbeat of the oldest member is. */
    long clusterTime(long now, boolean hearsMaster, long latency) {
        boolean due = hearsMaster && now >= heardMasterAt + HEARTBEAT_INTERVAL;
        if (due && now >= heardMasterAt + 2 * HEARTBEAT_INTERVAL) {
            // those that came since the last call
            hear(cluster.master(), now, 0);
        }
        if (due) {
            hear(cluster.master(), now, latency);
        }
        return readClock(now);
    }

    private long readClock(long now) {
        this.now = now;
        if (clock == null) {
            clock = new SimulatedClock(
                    () -> localTime(this.now) + clusterTimeOffset,
                    () -> steadyTime(this.now) + clockStep,
                    () -> TimeUnit.MILLISECONDS.toNanos(steadyTime(this.now)));
        }
        return clock.millis();
    }

    private void hear(SimulatedCenter master, long now, long latency) {
        if (master != this) {
            clusterTimeOffset = master.localTime(now) + master.clusterTimeOffset - latency - localTime(now);
            heardMasterAt = now;
        }
        var unused = readClock(now);
    }

    String city() {
        return CITIES[index];
    }

    @Override
    public String toString() {
        return city();
    }
}
