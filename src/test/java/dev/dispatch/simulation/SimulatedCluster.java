package dev.dispatch.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as its members see it: the members, oldest first, and the partition table. Any change of the members makes a new one.
 * A split makes two. A center that does not know yet that it was removed still has the old one.
 */
final class SimulatedCluster {
    final List<SimulatedCenter> members;

    /** The centers with a replica of each partition, the owner first. */
    final List<List<SimulatedCenter>> table = new ArrayList<>();

    /** What each partition has been through; see {@link History}. */
    final History[] histories;

    /** The number of the cluster's run in the store; 0 until a center has opened it. */
    int run;

    /** Whether a partition moves, so that it accepts no operation. */
    final boolean[] migrating;

    SimulatedCluster(List<SimulatedCenter> members, int partitions) {
        this.members = members;
        this.histories = new History[partitions];
        this.migrating = new boolean[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            table.add(new ArrayList<>());
            histories[partition] = new History();
        }
    }

    /** The same cluster with other members. Partitions of removed members have fewer replicas, or none. */
    SimulatedCluster withMembers(List<SimulatedCenter> others) {
        SimulatedCluster next = new SimulatedCluster(others, histories.length);
        next.run = run;
        for (int partition = 0; partition < histories.length; partition++) {
            next.histories[partition] = histories[partition].copy();
            for (SimulatedCenter center : table.get(partition)) {
                if (others.contains(center)) {
                    next.table.get(partition).add(center);
                }
            }
        }
        return next;
    }

    SimulatedCenter master() {
        return members.get(0);
    }

    @Nullable
    SimulatedCenter owner(int partition) {
        List<SimulatedCenter> row = table.get(partition);
        return row.isEmpty() ? null : row.get(0);
    }

    boolean owns(SimulatedCenter center, int partition) {
        return owner(partition) == center;
    }

    /** Whether all members know that they are members. */
    boolean isWhole() {
        return members.stream().allMatch(member -> member.cluster == this && !member.crashed);
    }
}
