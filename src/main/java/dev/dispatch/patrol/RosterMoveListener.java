package dev.dispatch.patrol;

import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;

/** Hears of rosters that move from one center to another, wherever they do; not of those that a crash moved. */
record RosterMoveListener(Runnable listener) implements MigrationListener {

    @Override
    public void migrationStarted(MigrationState state) {
        listener.run();
    }

    @Override
    public void migrationFinished(MigrationState state) {
        listener.run();
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
        listener.run();
    }

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {
        listener.run();
    }
}
