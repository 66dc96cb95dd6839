package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.ReplicaMigrationEvent;
import dev.dispatch.bench.peer.TurnMetrics;
import dev.dispatch.bench.peer.TurnOutcome;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the tasks and turns of this member, because Hazelcast has no cheap count of local tasks. Thread-safe. */
final class LocalTasks implements MigrationListener {

    /** The key in the user context of the member. */
    static final String KEY = "localTasks";

    private final TurnMetrics metrics;
    private final Map<Integer, LongAdder> tasksByPartition = new ConcurrentHashMap<>();

    LocalTasks(TurnMetrics metrics) {
        this.metrics = metrics;
    }

    static LocalTasks of(HazelcastInstance hazelcast) {
        return (LocalTasks) Objects.requireNonNull(hazelcast.getUserContext().get(KEY));
    }

    /** Counts a task at its first run on this member. */
    void add(int partition) {
        tasksByPartition.computeIfAbsent(partition, id -> new LongAdder()).increment();
    }

    void recordTurn(TurnOutcome outcome, long dueAt) {
        metrics.record(outcome, System.currentTimeMillis() - dueAt);
    }

    long count(HazelcastInstance hazelcast) {
        return hazelcast.getPartitionService().getPartitions().stream()
                .filter(partition ->
                        partition.getOwner() != null && partition.getOwner().localMember())
                .map(Partition::getPartitionId)
                .map(tasksByPartition::get)
                .filter(Objects::nonNull)
                .mapToLong(LongAdder::sum)
                .sum();
    }

    /** Drops the count of a partition that has moved away; its tasks are counted again if they come back. */
    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
        if (event.getReplicaIndex() == 0
                && event.getSource() != null
                && event.getSource().localMember()) {
            tasksByPartition.remove(event.getPartitionId());
        }
    }

    @Override
    public void migrationStarted(MigrationState state) {}

    @Override
    public void migrationFinished(MigrationState state) {}

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
}
