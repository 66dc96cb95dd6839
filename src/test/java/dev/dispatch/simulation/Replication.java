package dev.dispatch.simulation;

import dev.dispatch.registry.protocol.RosterCommand.TakeTurns;
import dev.dispatch.registry.protocol.RosterQuery.SweepReport;
import dev.dispatch.simulation.Operation.Beat;
import dev.dispatch.simulation.Operation.Put;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.TurnReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs operations at the owners of partitions, replicates them, moves partitions, and sends the beats of the patrol. */
final class Replication {
    private static final long RETRY_DELAY = 500;

    /** A promoted backup continues with versions that no other replica has. */
    private static final long PROMOTION = 1_000_000;

    /** One in so many beats runs late. */
    private static final int LATE_BEATS = 30;

    private final Simulation simulation;
    private final Schedule.Settings settings;
    private final FaultInjector faults;
    private boolean stopped;
    private int moves;

    Replication(Simulation simulation) {
        this.simulation = simulation;
        this.settings = simulation.settings;
        this.faults = new FaultInjector(simulation);
    }

    boolean isWhole() {
        SimulatedCluster cluster = simulation.membership.clusters().get(0);
        int replicas = Math.min(settings.backups() + 1, cluster.members.size());
        boolean complete = true;
        for (int partition = 0; partition < settings.partitions(); partition++) {
            List<SimulatedCenter> row = cluster.table.get(partition);
            complete &= row.size() == replicas;
            for (SimulatedCenter center : row) {
                complete &= center.replicas[partition].complete;
            }
        }
        return complete && moves == 0;
    }

    /**
     * Runs an operation if this center owns the partition, and passes its answer on once {@code synchronous} backups have replayed
     * it. Otherwise there is no answer.
     *
     * @return whether it ran
     */
    boolean execute(
            SimulatedCenter owner,
            int partition,
            Operation operation,
            boolean synchronous,
            Consumer<@Nullable Object> onAnswer) {
        SimulatedCluster cluster = owner.cluster;
        if (!cluster.owns(owner, partition) || cluster.migrating[partition]) {
            return false;
        }
        Replica replica = owner.replicas[partition];
        if (operation.isReadOnly()) {
            onAnswer.accept(operation.run(replica));
            return true;
        }
        if (operation instanceof Beat beat && beat.isLateAt(owner) && !simulation.has(Fault.STALE_BEAT_ACCEPTED)) {
            simulation.trace(() -> "%s ignores %s".formatted(owner, operation));
            return true;
        }
        RosterSnapshot before = replica.snapshot();
        Object answer = faults.run(operation, replica, false);
        if (answer == null && operation.needsRoster()) {
            onAnswer.accept(null); // it is not loaded yet
            return true;
        }
        replica.version++;
        cluster.histories[partition].version = replica.version;
        simulation.trace(() ->
                "%s owns %d and runs %s: %s -> %s".formatted(owner, partition, operation, describe(answer), replica));
        simulation.invariants.executed(cluster, owner, operation, before, replica, answer, simulation.now());
        if (operation instanceof Operation.Load && Boolean.TRUE.equals(answer)) {
            simulation.store().loaded(cluster, owner, replica);
        }
        if (!(operation instanceof Beat)) {
            sweepSoon(owner, partition);
        }
        replicate(owner, replica, operation.forBackup(replica), synchronous, () -> onAnswer.accept(answer));
        return true;
    }

    private static String describe(@Nullable Object answer) {
        return answer instanceof TurnReport report
                ? "%d turns, fallen %s".formatted(report.turns(), report.fallen())
                : String.valueOf(answer);
    }

    private void replicate(
            SimulatedCenter owner, Replica replica, Operation operation, boolean synchronous, Runnable onBackup) {
        List<SimulatedCenter> row = owner.cluster.table.get(replica.partition);
        boolean waits = synchronous && row.size() > 1 && !simulation.has(Fault.ACKNOWLEDGED_BEFORE_BACKUP);
        int[] missing = {row.size() - 1};
        long version = replica.version;
        long digest = replica.digest();
        for (SimulatedCenter backup : row.subList(1, row.size())) {
            simulation.send(owner, backup, () -> {
                replay(backup, replica.partition, operation, version, digest);
                simulation.send(backup, owner, () -> {
                    if (--missing[0] == 0 && waits) {
                        onBackup.run();
                    }
                });
            });
        }
        if (!waits) {
            onBackup.run();
        }
    }

    /** As Hazelcast does: a change that is older than the replica is skipped; a gap marks the replica, which then asks for a copy. */
    private void replay(SimulatedCenter backup, int partition, Operation operation, long version, long digest) {
        Replica replica = backup.replicas[partition];
        if (version <= replica.version) {
            return;
        }
        boolean gap = version > replica.version + 1;
        replica.version = version;
        var unused = faults.run(operation, replica, true);
        simulation.trace(
                () -> "%s replays %s: %s".formatted(backup, operation.getClass().getSimpleName(), replica));
        if (operation instanceof Put) {
            replica.complete = true;
        } else if (gap && replica.complete) {
            replica.complete = false;
            sync(backup, partition);
        }
        if (replica.complete && replica.digest() != digest) {
            throw new Violation(Invariant.REPLICAS_AGREE, "%s differs: %s".formatted(backup, replica));
        }
    }

    /** Copies the owner's replica to a backup that is incomplete, until it is complete. */
    void sync(SimulatedCenter backup, int partition) {
        SimulatedCenter owner = backup.cluster.owner(partition);
        boolean needed = !backup.replicas[partition].complete
                && backup.cluster.table.get(partition).contains(backup)
                && !backup.crashed;
        if (!needed || owner == null) {
            return;
        }
        if (owner != backup && owner.isUp(simulation.now()) && owner.cluster == backup.cluster) {
            Replica copy = owner.replicas[partition].copy();
            simulation.send(owner, backup, () -> {
                Replica replica = backup.replicas[partition];
                if (backup.cluster.owns(owner, partition) && !replica.complete && copy.version >= replica.version) {
                    backup.replicas[partition] = copy;
                    simulation.trace(() -> "%s gets a copy of %d: %s".formatted(backup, partition, copy));
                }
            });
        }
        simulation.after(RETRY_DELAY, backup, () -> sync(backup, partition));
    }

    /** Gives a partition an owner and backups again after members were removed. */
    void repair(SimulatedCluster cluster, int partition, @Nullable SimulatedCenter previous) {
        List<SimulatedCenter> row = cluster.table.get(partition);
        long now = simulation.now();
        if (row.isEmpty()) {
            SimulatedCenter chosen = pick(cluster.members);
            row.add(chosen);
            chosen.replicas[partition] = new Replica(partition);
            chosen.replicas[partition].complete = true;
            simulation.invariants.excuse(cluster, partition);
            simulation.trace(() -> "partition " + partition + " is lost");
        } else if (row.get(0) != previous) {
            promote(cluster, row.get(0), partition);
        }
        List<SimulatedCenter> others = new ArrayList<>(cluster.members);
        others.removeAll(row);
        while (row.size() <= settings.backups() && !others.isEmpty()) {
            SimulatedCenter backup = pick(others);
            others.remove(backup);
            row.add(backup);
            backup.replicas[partition] = new Replica(partition);
        }
        for (SimulatedCenter backup : row.subList(1, row.size())) {
            if (!backup.replicas[partition].complete) {
                simulation.at(now + 20 + simulation.random.nextInt(600), backup, () -> sync(backup, partition));
            }
        }
        row.forEach(center -> wakePatrol(center, settings.beat()));
        sweepSoon(row.get(0), partition);
    }

    /** Finds backups that have missed the last changes, and copies the owner's replica to them. */
    void compareVersions() {
        for (SimulatedCluster cluster : simulation.membership.clusters()) {
            for (int partition = 0; partition < settings.partitions(); partition++) {
                SimulatedCenter owner = cluster.owner(partition);
                for (SimulatedCenter backup : cluster.table.get(partition)) {
                    boolean behind = owner != null
                            && owner.isUp(simulation.now())
                            && owner.cluster == backup.cluster
                            && backup.replicas[partition].version < owner.replicas[partition].version;
                    if (behind && backup.replicas[partition].complete) {
                        backup.replicas[partition].complete = false;
                        sync(backup, partition);
                    }
                }
            }
        }
    }

    private void promote(SimulatedCluster cluster, SimulatedCenter owner, int partition) {
        Replica replica = owner.replicas[partition];
        faults.promote(replica);
        History history = cluster.histories[partition];
        long missed = history.version - replica.version;
        simulation.trace(
                () -> "%s is promoted to own %d, %d changes behind: %s".formatted(owner, partition, missed, replica));
        if (replica.complete) {
            simulation.invariants.promoted(history, replica, missed);
        } else {
            simulation.invariants.excuse(cluster, partition);
            replica.complete = true;
        }
        replica.version = Math.max(replica.version, history.version) + PROMOTION;
        history.version = replica.version;
        for (SimulatedCenter backup : cluster.table.get(partition)) {
            if (backup != owner) {
                backup.replicas[partition].complete = false;
            }
        }
    }

    /** Moves replicas to other centers. While it moves, a partition accepts no operations. */
    void migrate(SimulatedCluster cluster, int partition, List<SimulatedCenter> row) {
        SimulatedCenter owner = cluster.owner(partition);
        if (owner == null
                || cluster.migrating[partition]
                || cluster.table.get(partition).equals(row)) {
            return;
        }
        cluster.migrating[partition] = true;
        moves++;
        simulation.after(10 + simulation.random.nextInt(400), null, () -> {
            moves--;
            cluster.migrating[partition] = false;
            boolean possible = cluster.members.containsAll(row)
                    && row.stream().allMatch(center -> canReach(cluster, owner, center))
                    && canReach(cluster, owner, owner);
            if (possible) {
                commit(cluster, partition, row);
            }
        });
    }

    private boolean canReach(SimulatedCluster cluster, SimulatedCenter owner, SimulatedCenter center) {
        return owner.cluster == cluster
                && center.cluster == cluster
                && center.isUp(simulation.now())
                && simulation.network.isOpenBothWays(owner, center);
    }

    private void commit(SimulatedCluster cluster, int partition, List<SimulatedCenter> row) {
        List<SimulatedCenter> old = cluster.table.get(partition);
        SimulatedCenter previous = old.get(0);
        Replica source = previous.replicas[partition];
        for (SimulatedCenter center : row) {
            if (center != previous) {
                center.replicas[partition] = faults.migrate(source.copy());
            }
        }
        for (SimulatedCenter center : old) {
            if (!row.contains(center) && center.cluster == cluster) {
                center.replicas[partition] = new Replica(partition);
            }
        }
        cluster.table.set(partition, new ArrayList<>(row));
        simulation.trace(() -> "partition %d moves from %s to %s".formatted(partition, old, row));
        simulation.invariants.disturb(simulation.now());
        old.forEach(center -> wakePatrol(center, 1));
        row.forEach(center -> wakePatrol(center, 1));
        sweepSoon(row.get(0), partition);
        if (row.get(0) != previous && simulation.oneIn(4)) {
            // the previous owner has not seen the new table yet
            simulation.after(5 + simulation.random.nextInt(300), previous, () -> lateBeat(previous, partition));
        }
    }

    private void lateBeat(SimulatedCenter previous, int partition) {
        SimulatedCenter owner = previous.cluster.owner(partition);
        if (owner != null) {
            Beat beat = beat(previous, null);
            simulation.send(previous, owner, () -> execute(owner, partition, beat, false, report -> {}));
        }
    }

    /** Ends all beats, so that all replicas become equal. */
    void stopPatrols() {
        stopped = true;
    }

    void wakePatrol(SimulatedCenter center, long delay) {
        long time = simulation.now() + Math.max(1, delay);
        if (time < center.patrolAt && !center.crashed) {
            center.patrolAt = time;
            simulation.at(time, center, () -> {
                if (center.patrolAt <= simulation.now()) {
                    patrol(center);
                }
            });
        }
    }

    private void patrol(SimulatedCenter center) {
        center.patrolAt = Long.MAX_VALUE;
        long now = simulation.now();
        if (stopped) {
            return;
        }
        if (center.patrol.suspendsBeat(now) && !simulation.has(Fault.THAWED_CENTER_ACTS)) {
            confirmMembership(center);
            wakePatrol(center, 500);
            return;
        }
        Invariants.checkPatrol(center, now);
        long time = simulation.clusterTime(center);
        Set<Integer> own = new HashSet<>();
        for (int partition = 0; partition < settings.partitions(); partition++) {
            if (center.cluster.owns(center, partition) && !forgets(center, partition)) {
                own.add(partition);
            }
        }
        var due = center.patrol.takeDue(own, time, time + settings.beat());
        if (!due.keys().isEmpty()) {
            Beat beat = beat(center, null);
            Beat firstBeat = due.newKeys().isEmpty() ? beat : beat(center, view(center));
            boolean late = simulation.oneIn(LATE_BEATS);
            for (int partition : due.keys()) {
                Consumer<@Nullable Object> onReport = report ->
                        center.patrol.complete(due, report == null ? Map.of() : Map.of(partition, (TurnReport) report));
                if (late) {
                    int session = center.session;
                    simulation.after(1 + simulation.random.nextInt(300), center, () -> {
                        if (center.session == session) {
                            run(center, partition, due.newKeys().contains(partition) ? firstBeat : beat, onReport);
                        }
                    });
                } else {
                    run(center, partition, due.newKeys().contains(partition) ? firstBeat : beat, onReport);
                }
            }
        }
        long next = center.patrol.nextDueAt();
        if (next != Roster.NEVER) {
            wakePatrol(center, Math.max(settings.beat(), next - time));
        }
    }

    /**
     * As {@code PatrolLifecycle}: others answer a center only if it is still a member for them. It asks all, as each owns some of
     * the many rosters that are not simulated.
     */
    private void confirmMembership(SimulatedCenter center) {
        SimulatedCluster cluster = center.cluster;
        long suspension = center.patrol.suspension();
        Set<SimulatedCenter> others = new HashSet<>(cluster.members);
        others.remove(center);
        for (SimulatedCenter other : List.copyOf(others)) {
            Runnable answered = () -> {
                others.remove(other);
                if (others.isEmpty() && center.cluster.members.equals(cluster.members)) {
                    center.patrol.confirmed(suspension);
                }
            };
            simulation.send(center, other, () -> simulation.send(other, center, answered));
        }
    }

    /** Runs a beat at the owner, which may be another center than when the beat began. */
    private void run(SimulatedCenter center, int partition, Beat beat, Consumer<@Nullable Object> onReport) {
        SimulatedCenter owner = center.cluster.owner(partition);
        if (owner != null) {
            simulation.send(center, owner, () -> {
                boolean executed = execute(owner, partition, beat, false, onReport);
                if (!executed && owner == center) {
                    wakePatrol(center, settings.beat());
                }
            });
        }
    }

    private Beat beat(SimulatedCenter center, @Nullable MembershipView members) {
        long time = simulation.clusterTime(center);
        Placement here = new Placement(center.id, center.city(), Instant.ofEpochMilli(time));
        return new Beat(new TakeTurns(here, members, settings.rules()));
    }

    private static MembershipView view(SimulatedCenter center) {
        Set<UUID> present = new HashSet<>();
        center.cluster.members.forEach(member -> present.add(member.id));
        return new MembershipView(present, Set.of(), Set.of());
    }

    private boolean forgets(SimulatedCenter center, int partition) {
        List<Placement> placements = center.replicas[partition].snapshot().placements();
        return simulation.has(Fault.ROSTER_NEVER_DUE)
                && !placements.isEmpty()
                && !placements.get(placements.size() - 1).centerId().equals(center.id);
    }

    /** The owner finds new deadlines with its next sweep. */
    private void sweepSoon(SimulatedCenter owner, int partition) {
        long period = Math.min(1_000, Math.max(20, settings.interval() / 2));
        simulation.after(10 + simulation.random.nextLong(period), owner, () -> {
            if (settings.isStored() && owner.replicas[partition].roster == null) {
                return;
            }
            Roster roster = owner.replicas[partition].roster();
            long next = roster.nextBeatAt();
            Map<Integer, SweepReport> reports = new HashMap<>();
            reports.put(partition, new SweepReport(roster.size(), next, roster.isAt(owner.id)));
            owner.patrol.sweep(reports);
            if (!roster.isAt(owner.id) && owner.cluster.owns(owner, partition)) {
                sweepSoon(owner, partition);
            }
            next = owner.patrol.nextDueAt();
            if (next != Roster.NEVER) {
                wakePatrol(owner, next - simulation.clusterTime(owner));
            }
        });
    }

    /** Copies partitions that have too few replicas to members that have none. */
    void fill(SimulatedCluster cluster) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            List<SimulatedCenter> row = new ArrayList<>(cluster.table.get(partition));
            for (SimulatedCenter member : cluster.members) {
                if (row.size() <= settings.backups() && !row.contains(member) && !member.leaving) {
                    row.add(member);
                }
            }
            migrate(cluster, partition, row);
        }
    }

    private SimulatedCenter pick(List<SimulatedCenter> from) {
        return from.get(simulation.random.nextInt(from.size()));
    }
}
