package dev.dispatch.simulation;

import dev.dispatch.patrol.SimulatedPatrol;
import java.util.UUID;

/** One center: its clock, its replicas and its patrol. */
final class SimulatedCenter {
    private static final String[] CITIES = {
        "Gotham", "Metropolis", "Capitol", "Star", "Central", "Coast", "Midway", "Keystone", "Opal", "Fawcett"
    };
    static final int MAX_CENTERS = CITIES.length;

    /** Hazelcast's cluster time follows the oldest member's heartbeats, which come once a second. */
    private static final long HEARTBEAT_INTERVAL = 1_000;

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
    long patrolAt = Long.MAX_VALUE;

    private final long clockOffset;
    private final double drift;
    private long clockStep;
    private long clusterTimeOffset;
    private long heardMasterAt = Long.MIN_VALUE;

    SimulatedCenter(int index, int partitions, SimulatedCluster cluster, long clockOffset, double drift) {
        this.index = index;
        this.cluster = cluster;
        this.clockOffset = clockOffset;
        this.drift = drift;
        this.replicas = new Replica[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            replicas[partition] = new Replica(partition);
        }
        this.id = id();
    }

    private UUID id() {
        return new UUID(index + 1, session);
    }

    /** Becomes a new, empty member of a cluster; after a split, a member gets another id, too. */
    void join(SimulatedCluster other, long now) {
        cluster = other;
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

    void stepClock(long millis) {
        clockStep += millis;
    }

    private long wallClock(long now) {
        return BASE + now + clockOffset + clockStep + (long) (now * drift);
    }

    /** The cluster's time as this center knows it; {@code latency} is how late the last heartbeat of the oldest member is. */
    long clusterTime(long now, boolean hearsMaster, long latency) {
        if (hearsMaster && now >= heardMasterAt + HEARTBEAT_INTERVAL) {
            hear(cluster.master(), now, latency);
        }
        return wallClock(now) + clusterTimeOffset;
    }

    private void hear(SimulatedCenter master, long now, long latency) {
        if (master != this) {
            clusterTimeOffset = master.wallClock(now) + master.clusterTimeOffset - latency - wallClock(now);
            heardMasterAt = now;
        }
    }

    String city() {
        return CITIES[index];
    }

    @Override
    public String toString() {
        return city();
    }
}
