package dev.dispatch.simulation;

import dev.dispatch.simulation.Schedule.Step;
import dev.dispatch.superhero.Roster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of each cluster: who joins, leaves, is given up, and which clusters merge. It performs the steps of a schedule that are
 * faults, and passes requests on to {@link Clients}.
 */
final class Membership {
    /** As {@code MemberConfig} sets them. */
    private static final long HEARTBEAT = 1_000;

    private static final long NO_HEARTBEAT = 5_000;
    private static final long MERGE_SEARCH = 5_000;
    private static final long ANTI_ENTROPY = 5_000;
    private static final long GRACEFUL_SHUTDOWN = 30_000;

    private static final long[] CLOCK_STEPS = {-90_000, 90_000, 3_600_000, -2_000};

    /** A side of a split that joins another one, and still has to pass on the state of one partition. */
    private record Merging(SimulatedCenter holder, int partition, Replica replica, History history) {}

    private final Simulation simulation;
    private final Schedule.Settings settings;
    private final List<SimulatedCenter> centers;
    private final Set<Merging> merging = new LinkedHashSet<>();
    private boolean healed;
    private boolean heartbeats;
    private long nextSearch;

    /** How many centers are still to be stopped or started in stops of the whole cluster. */
    private int stopping;

    Membership(Simulation simulation) {
        this.simulation = simulation;
        this.settings = simulation.settings;
        this.centers = simulation.centers;
    }

    void start() {
        SimulatedCluster cluster = new SimulatedCluster(new ArrayList<>(), settings.partitions());
        for (int i = 0; i < settings.centers(); i++) {
            SimulatedCenter center = newCenter(cluster);
            cluster.members.add(center);
            center.join(cluster, 0);
        }
        for (int partition = 0; partition < settings.partitions(); partition++) {
            cluster.table.set(partition, row(cluster));
            cluster.table.get(partition).forEach(center -> simulation.replication.wakePatrol(center, 100));
            for (SimulatedCenter center : cluster.table.get(partition)) {
                center.replicas[partition].complete = true;
            }
        }
        if (settings.isStored()) {
            cluster.members.forEach(simulation.store()::start);
        }
    }

    private SimulatedCenter newCenter(SimulatedCluster cluster) {
        long offset = simulation.random.nextLong(1_200_000) - 600_000;
        double drift = (simulation.random.nextDouble() - 0.5) * 2e-4;
        boolean clusterTimeSteps = simulation.has(Fault.CLUSTER_TIME_STEPS);
        SimulatedCenter center =
                new SimulatedCenter(centers.size(), settings.partitions(), cluster, offset, drift, clusterTimeSteps);
        centers.add(center);
        return center;
    }

    /** The clusters of all centers that have not crashed, the largest first. */
    List<SimulatedCluster> clusters() {
        return centers.stream()
                .filter(center -> !center.crashed)
                .map(center -> center.cluster)
                .distinct()
                .sorted((a, b) -> b.members.size() - a.members.size())
                .toList();
    }

    boolean isWhole() {
        List<SimulatedCluster> clusters = clusters();
        return clusters.size() == 1 && clusters.get(0).isWhole() && merging.isEmpty();
    }

    /** Whether nothing is wrong, as far as an observer from outside could tell. */
    boolean isCalm() {
        return simulation.network.isWhole()
                && stopping == 0
                && isWhole()
                && centers.stream()
                        .noneMatch(center -> !center.crashed && (center.leaving || center.isFrozen(simulation.now())));
    }

    private List<SimulatedCenter> alive() {
        return centers.stream().filter(center -> !center.crashed).toList();
    }

    private SimulatedCenter alive(int number) {
        List<SimulatedCenter> alive = alive();
        return alive.get(number % alive.size());
    }

    void perform(Step step) {
        if (alive().isEmpty()) {
            return;
        }
        SimulatedCenter one = alive(step.one());
        SimulatedCenter other = alive(step.other());
        switch (step.action()) {
            case CRASH -> crash(one);
            case CRASH_TWO -> {
                crash(one);
                crash(alive(step.other()));
            }
            case FREEZE -> freeze(one, step.millis());
            case SPLIT -> cut(step.one(), step.millis());
            case CUT_ONE_WAY -> {
                if (one != other) {
                    simulation.network.cut(one, other, simulation.now());
                    simulation.after(step.millis(), null, () -> simulation.network.mend(one, other));
                }
            }
            case FLAP -> {
                for (long delay = 0; delay < step.millis(); delay += 2_000) {
                    simulation.after(delay, null, () -> cut(step.one(), 1_000));
                }
            }
            case JOIN -> join();
            case LEAVE -> leave(one);
            case REBALANCE -> clusters().forEach(this::rebalance);
            case STORE_FAILS -> simulation.store().fail(step.other(), step.millis());
            case STOP_ALL -> stopAll(step);
            case STEP_CLOCK -> one.stepClock(CLOCK_STEPS[step.other() % CLOCK_STEPS.length]);
            default -> simulation.clients.perform(step, one);
        }
        if (!isCalm() || step.action() == Schedule.Action.JOIN) {
            ensureHeartbeats();
        }
    }

    /** Ends all faults. */
    void heal() {
        healed = true;
        for (SimulatedCenter one : centers) {
            for (SimulatedCenter other : centers) {
                while (!simulation.network.isOpen(one, other)) {
                    simulation.network.mend(one, other);
                }
            }
        }
        ensureHeartbeats();
    }

    private void crash(SimulatedCenter center) {
        if (alive().size() < 2 || center.crashed) {
            return;
        }
        center.crashed = true;
        center.crashNoticedAt = simulation.now() + 50 + simulation.random.nextInt(950);
        for (int partition = 0; partition < settings.partitions(); partition++) {
            List<SimulatedCenter> row = center.cluster.table.get(partition);
            int place = partition;
            boolean copied = row.stream()
                    .anyMatch(each -> each != center
                            && !each.crashed
                            && each.cluster == center.cluster
                            && each.replicas[place].complete);
            if (row.contains(center) && !copied) {
                simulation.invariants.excuse(center.cluster, partition);
            }
        }
        for (Merging each : List.copyOf(merging)) {
            if (each.holder() == center) {
                merging.remove(each);
                simulation.invariants.excuse(center.cluster, each.partition());
            }
        }
    }

    private void freeze(SimulatedCenter center, long millis) {
        long now = simulation.now();
        if (center.isFrozen(now)) {
            return;
        }
        center.heartbeatAge = Math.min(simulation.random.nextLong(HEARTBEAT), now - center.frozenUntil);
        center.frozenSince = now;
        center.frozenUntil = now + millis;
        // now, as other events may come first when it wakes up
        center.patrol.freeze(now, center.frozenUntil);
        simulation.at(center.frozenUntil, center, () -> simulation.trace(() -> center + " wakes up"));
    }

    /** Splits the centers in two by the bits of a number. */
    private void cut(int bits, long millis) {
        List<SimulatedCenter> alive = healed ? List.of() : alive();
        for (SimulatedCenter one : alive) {
            for (SimulatedCenter other : alive) {
                if (((bits >> one.index) & 1) != ((bits >> other.index) & 1)) {
                    simulation.network.cut(one, other, simulation.now());
                    simulation.after(millis, null, () -> simulation.network.mend(one, other));
                }
            }
        }
        ensureHeartbeats();
    }

    private void join() {
        SimulatedCluster cluster = clusters().get(0);
        SimulatedCenter master = cluster.master();
        if (centers.size() == SimulatedCenter.MAX_CENTERS
                || alive().size() >= 7
                || !acts(master)
                || master.cluster != cluster) {
            return;
        }
        add(newCenter(cluster), cluster);
    }

    private void add(SimulatedCenter center, SimulatedCluster cluster) {
        List<SimulatedCenter> members = new ArrayList<>(cluster.members);
        members.add(center);
        SimulatedCluster next = replace(cluster, members);
        center.join(next, simulation.now());
        simulation.trace(() -> center + " joins " + next.members);
        members.forEach(member -> member.patrol.membersChanged());
        if (settings.isStored()) {
            simulation.store().start(center);
        }
        simulation.after(100 + simulation.random.nextInt(500), null, () -> rebalance(center.cluster));
    }

    /** Kills all centers, at once or within two seconds, and starts some of them again, the first one after the given time. */
    private void stopAll(Step step) {
        simulation.store().stopping();
        stopping++;
        long killed = step.one() % 2 == 0 ? 0 : simulation.random.nextInt(2_000);
        for (SimulatedCenter center : alive()) {
            simulation.after(killed == 0 ? 0 : simulation.random.nextLong(killed), null, () -> crash(center));
        }
        simulation.after(killed, null, () -> {
            for (SimulatedCenter center : alive()) {
                center.crashed = true;
                center.crashNoticedAt = simulation.now();
            }
            merging.clear();
            ensureHeartbeats();
            simulation.trace(() -> "all centers are down");
            simulation.invariants.stopped();
            simulation.store().stopped();
            List<SimulatedCenter> stopped = new ArrayList<>(centers);
            int count = 1 + step.other() % settings.centers();
            stopping += count - 1;
            for (int i = 0; i < count; i++) {
                SimulatedCenter center = stopped.remove(simulation.random.nextInt(stopped.size()));
                simulation.after(
                        step.millis() + (i == 0 ? 0 : simulation.random.nextInt(3_000)), null, () -> restart(center));
            }
        });
    }

    private void restart(SimulatedCenter stopped) {
        if (centers.get(stopped.index) != stopped) {
            stopping--; // an earlier stop has started it
            return;
        }
        if (alive().isEmpty()) {
            stopping--;
            SimulatedCluster cluster = new SimulatedCluster(new ArrayList<>(), settings.partitions());
            SimulatedCenter center = stopped.restarted(cluster, simulation.now(), earliest());
            centers.set(center.index, center);
            cluster.members.add(center);
            center.join(cluster, simulation.now());
            simulation.trace(() -> center + " starts");
            for (int partition = 0; partition < settings.partitions(); partition++) {
                cluster.table.set(partition, row(cluster));
                center.replicas[partition].complete = true;
            }
            simulation.replication.wakePatrol(center, 100);
            simulation.store().start(center);
            return;
        }
        SimulatedCluster cluster = clusters().get(0);
        if (acts(cluster.master()) && cluster.master().cluster == cluster) {
            stopping--;
            SimulatedCenter center = stopped.restarted(cluster, simulation.now(), 0);
            centers.set(center.index, center);
            add(center, cluster);
        } else {
            simulation.after(1_000, null, () -> restart(stopped));
        }
    }

    /** The earliest time that the clock of a new cluster may show. */
    private long earliest() {
        return simulation.excluded.contains(KnownHole.CLOCK_BEHIND)
                ? simulation.store().lastAliveAt()
                : 0;
    }

    private boolean acts(SimulatedCenter center) {
        return center.isUp(simulation.now());
    }

    private void leave(SimulatedCenter center) {
        if (center.leaving || center.cluster.members.size() < 2 || alive().size() < 3) {
            return;
        }
        center.leaving = true;
        long limit = simulation.now() + GRACEFUL_SHUTDOWN;
        simulation.after(100, center, () -> moveOut(center, limit));
    }

    private void moveOut(SimulatedCenter center, long limit) {
        SimulatedCluster cluster = center.cluster;
        if (alive().size() < 2) {
            center.leaving = false;
            return;
        }
        boolean empty = merging.stream().noneMatch(side -> side.holder() == center);
        for (int partition = 0; partition < settings.partitions(); partition++) {
            List<SimulatedCenter> row = cluster.table.get(partition);
            if (row.contains(center)) {
                empty = false;
                List<SimulatedCenter> next = new ArrayList<>(row);
                next.remove(center);
                cluster.members.stream()
                        .filter(member -> !row.contains(member) && !member.leaving && acts(member))
                        .findFirst()
                        .ifPresent(next::add);
                if (!next.isEmpty()) {
                    simulation.replication.migrate(cluster, partition, next);
                }
            }
        }
        if (empty || simulation.now() >= limit) {
            if (!empty) {
                crash(center);
            }
            center.crashed = true;
            center.crashNoticedAt = simulation.now();
            simulation.trace(() -> center + " has left");
            ensureHeartbeats();
        } else {
            simulation.after(200, center, () -> moveOut(center, limit));
        }
    }

    private void rebalance(SimulatedCluster cluster) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            simulation.replication.migrate(cluster, partition, row(cluster));
        }
    }

    private List<SimulatedCenter> row(SimulatedCluster cluster) {
        List<SimulatedCenter> others = new ArrayList<>(cluster.members);
        if (others.stream().anyMatch(center -> !center.leaving)) {
            others.removeIf(center -> center.leaving);
        }
        List<SimulatedCenter> row = new ArrayList<>();
        while (row.size() <= settings.backups() && !others.isEmpty()) {
            row.add(others.remove(simulation.random.nextInt(others.size())));
        }
        return row;
    }

    private void ensureHeartbeats() {
        simulation.invariants.disturb(simulation.now());
        if (!heartbeats) {
            heartbeats = true;
            nextSearch = simulation.now() + MERGE_SEARCH;
            simulation.after(HEARTBEAT, null, this::heartbeat);
        }
    }

    private void heartbeat() {
        heartbeats = false;
        clusters().forEach(this::detect);
        if (simulation.now() >= nextSearch) {
            nextSearch = simulation.now() + MERGE_SEARCH;
            search();
        }
        clusters().stream().filter(Membership::isKnownToItsMembers).forEach(simulation.replication::fill);
        if (!isCalm() || !simulation.replication.isWhole()) {
            heartbeats = true;
            simulation.invariants.disturb(simulation.now());
            simulation.after(HEARTBEAT, null, this::heartbeat);
        } else {
            simulation.after(ANTI_ENTROPY, null, simulation.replication::compareVersions);
        }
    }

    private boolean suspects(SimulatedCenter observer, SimulatedCenter member) {
        long now = simulation.now();
        if (observer == member) {
            return false;
        }
        if (member.crashed) {
            return now >= member.crashNoticedAt;
        }
        // a center that was removed is told so once it is heard again
        boolean removed = member.cluster != observer.cluster
                && acts(member)
                && simulation.network.isOpenBothWays(observer, member);
        long silentSince = simulation.network.cutSince(member, observer);
        if (member.isFrozen(now)) {
            silentSince = Math.min(silentSince, lastHeartbeat(member));
        }
        return removed || (silentSince != Long.MAX_VALUE && now - silentSince >= NO_HEARTBEAT);
    }

    private static long lastHeartbeat(SimulatedCenter frozen) {
        return frozen.frozenSince - frozen.heartbeatAge;
    }

    /** Each member follows the oldest one that it hears; members of different opinions become different clusters. */
    private void detect(SimulatedCluster cluster) {
        Map<SimulatedCenter, List<SimulatedCenter>> followers = new LinkedHashMap<>();
        for (SimulatedCenter observer : cluster.members) {
            if (observer.cluster == cluster && acts(observer)) {
                SimulatedCenter master = cluster.members.stream()
                        .filter(member -> !suspects(observer, member))
                        .findFirst()
                        .orElse(observer);
                followers.computeIfAbsent(master, first -> new ArrayList<>()).add(observer);
            }
        }
        List<SimulatedCenter> alone = new ArrayList<>();
        List<List<SimulatedCenter>> sides = new ArrayList<>();
        followers.forEach((master, observers) -> {
            boolean leads = observers.contains(master) || !acts(master);
            List<SimulatedCenter> side = new ArrayList<>();
            for (SimulatedCenter member : cluster.members) {
                boolean follows = observers.contains(member);
                boolean silent = followers.values().stream().noneMatch(all -> all.contains(member));
                boolean kept = !acts(master) || !suspects(master, member);
                if (leads && kept && (follows || silent)) {
                    side.add(member);
                } else if (follows) {
                    alone.add(member);
                }
            }
            if (!side.isEmpty()) {
                sides.add(side);
            }
        });
        if (sides.size() == 1 && alone.isEmpty() && sides.get(0).equals(cluster.members)) {
            return;
        }
        sides.forEach(side -> divide(cluster, side));
        alone.forEach(center -> divide(cluster, List.of(center)));
    }

    private void divide(SimulatedCluster cluster, List<SimulatedCenter> side) {
        List<SimulatedCenter> members =
                side.stream().filter(member -> member.cluster == cluster).toList();
        if (members.isEmpty()) {
            return;
        }
        for (SimulatedCenter removed : cluster.members) {
            boolean frozen =
                    removed.isFrozen(simulation.now()) && simulation.now() - lastHeartbeat(removed) >= NO_HEARTBEAT;
            if (frozen && removed.cluster == cluster && !members.contains(removed)) {
                removed.giveUp();
            }
        }
        members.forEach(member -> member.patrol.membersChanged());
        SimulatedCluster next = replace(cluster, new ArrayList<>(members));
        simulation.trace(() -> "%s of %s go on".formatted(next.members, cluster.members));
        for (int partition = 0; partition < settings.partitions(); partition++) {
            simulation.replication.repair(next, partition, cluster.owner(partition));
        }
    }

    /** Creates a cluster of other members. All of its members know it at once. */
    private SimulatedCluster replace(SimulatedCluster cluster, List<SimulatedCenter> members) {
        SimulatedCluster next = cluster.withMembers(members);
        for (SimulatedCenter member : members) {
            if (member.cluster == cluster) {
                member.cluster = next;
            }
        }
        return next;
    }

    /** The oldest member of each cluster searches for others; the smaller one joins the larger. */
    private void search() {
        List<SimulatedCluster> all = clusters();
        for (int i = all.size() - 1; i > 0; i--) {
            SimulatedCluster smaller = all.get(i);
            for (SimulatedCluster larger : all) {
                boolean possible = larger != smaller
                        && larger.members.size() >= smaller.members.size()
                        && isKnownToItsMembers(larger)
                        && isKnownToItsMembers(smaller)
                        && reaches(smaller.master(), larger.master());
                if (possible) {
                    merge(smaller, larger);
                    return;
                }
            }
        }
    }

    private static boolean isKnownToItsMembers(SimulatedCluster cluster) {
        return cluster.members.stream().allMatch(member -> member.cluster == cluster);
    }

    private boolean reaches(SimulatedCenter one, SimulatedCenter other) {
        return acts(one) && acts(other) && simulation.network.isOpenBothWays(one, other);
    }

    private void merge(SimulatedCluster smaller, SimulatedCluster larger) {
        List<SimulatedCenter> joining = smaller.members.stream()
                .filter(member -> reaches(member, larger.master()))
                .toList();
        List<Merging> collected = new ArrayList<>();
        for (int partition = 0; partition < settings.partitions(); partition++) {
            SimulatedCenter owner = smaller.owner(partition);
            if (owner != null && owner.crashed) {
                // nobody has noticed yet, so nobody passes on its rosters, and the backups begin anew
                simulation.invariants.excuse(smaller, partition);
            }
            if (owner != null && joining.contains(owner)) {
                collected.add(new Merging(
                        owner, partition, owner.replicas[partition].copy(), smaller.histories[partition].copy()));
            }
        }
        List<SimulatedCenter> members = new ArrayList<>(larger.members);
        members.addAll(joining);
        SimulatedCluster next = replace(larger, members);
        joining.forEach(center -> {
            center.join(next, simulation.now());
            simulation.replication.wakePatrol(center, settings.beat());
        });
        simulation.trace(() -> "%s join %s".formatted(joining, larger.members));
        members.stream().filter(this::acts).forEach(member -> {
            member.patrol.rejoined();
            member.waitsUntil = 0;
        });
        List<SimulatedCenter> left = new ArrayList<>(smaller.members);
        left.removeAll(joining);
        if (!left.isEmpty()) {
            divide(smaller, left);
        }
        merging.addAll(collected);
        collected.forEach(
                each -> simulation.after(50 + simulation.random.nextInt(500), each.holder(), () -> pass(each)));
        simulation.after(100 + simulation.random.nextInt(500), null, () -> rebalance(next));
    }

    private void pass(Merging side) {
        if (!merging.contains(side)) {
            return;
        }
        SimulatedCluster cluster = side.holder().cluster;
        int partition = side.partition();
        SimulatedCenter owner = cluster.owner(partition);
        if (owner != null && owner.cluster == cluster && reaches(side.holder(), owner)) {
            Roster existing = owner.replicas[partition].copy().roster();
            boolean done = simulation.replication.execute(
                    owner, partition, new Operation.Merge(side.replica().copy()), true, answer -> {
                        merging.remove(side);
                        owner.cluster.histories[partition].unite(side.history());
                        simulation.clients.executePlans();
                    });
            if (done) {
                simulation.invariants.merged(
                        cluster.histories[partition],
                        side.history(),
                        owner.replicas[partition],
                        existing,
                        side.replica().copy().roster(),
                        third(partition));
            }
        }
        simulation.after(2_000, side.holder(), () -> pass(side));
    }

    /** Any other state of a partition, to check that a merge of three is associative. */
    private Roster third(int partition) {
        SimulatedCenter center = centers.get(simulation.random.nextInt(centers.size()));
        return center.replicas[partition].copy().roster();
    }
}
