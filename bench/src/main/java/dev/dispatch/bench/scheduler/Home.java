package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.ReplicaMigrationEvent;
import dev.dispatch.bench.peer.Outcome;
import dev.dispatch.bench.peer.TurnFigures;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What tasks find of the member that they run in, and how many of them do, which Hazelcast has no cheap count of. */
final class Home implements MigrationListener {

    /** Under which the context of a member has its home. */
    static final String KEY = "home";

    private final TurnFigures figures;
    private final Map<Integer, LongAdder> settledByPartition = new ConcurrentHashMap<>();

    Home(TurnFigures figures) {
        this.figures = figures;
    }

    static Home of(HazelcastInstance hazelcast) {
        return (Home) Objects.requireNonNull(hazelcast.getUserContext().get(KEY));
    }

    /** Counts a task that runs here for the first time. */
    void settle(int partition) {
        settledByPartition.computeIfAbsent(partition, id -> new LongAdder()).increment();
    }

    void turnTaken(Outcome outcome, long dueAt) {
        figures.taken(outcome, System.currentTimeMillis() - dueAt);
    }

    long heroes(HazelcastInstance hazelcast) {
        return hazelcast.getPartitionService().getPartitions().stream()
                .filter(partition ->
                        partition.getOwner() != null && partition.getOwner().localMember())
                .map(Partition::getPartitionId)
                .map(settledByPartition::get)
                .filter(Objects::nonNull)
                .mapToLong(LongAdder::sum)
                .sum();
    }

    /** Those who went with their partition are settled anew should they come back. */
    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
        if (event.getReplicaIndex() == 0
                && event.getSource() != null
                && event.getSource().localMember()) {
            settledByPartition.remove(event.getPartitionId());
        }
    }

    @Override
    public void migrationStarted(MigrationState state) {}

    @Override
    public void migrationFinished(MigrationState state) {}

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
}
