package dev.dispatch.simulation;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.spi.merge.MergingValue;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterMergePolicy;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.registry.protocol.TerminationMergePolicy;
import dev.dispatch.superhero.Roster;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation on one partition. Its owner runs it, and its backups replay it. */
interface Operation {
    /** Changes the replica with the real entry processor, and returns its answer. */
    @Nullable
    Object run(Replica replica);

    /** Whether it changes nothing, so that it has no backups. */
    default boolean isReadOnly() {
        return false;
    }

    /** Whether it does nothing until the roster is loaded from the store. */
    default boolean needsRoster() {
        return false;
    }

    /** The operation that backups of this owner replay. */
    default Operation forBackup(Replica owner) {
        return this;
    }

    /**
     * Enlists heroes or terminates some.
     *
     * @param request the same for all retries
     * @param madeAt in virtual time
     * @param id of the command
     * @param names to enlist; empty for a termination
     */
    record Command(UUID request, long madeAt, UUID id, List<String> names, RosterCommand<Integer> command)
            implements Operation {
        @Override
        public Integer run(Replica replica) {
            return command.process(replica.rosterEntry());
        }

        @Override
        public boolean needsRoster() {
            return true;
        }

        boolean enlists() {
            return !names.isEmpty();
        }
    }

    /** One beat of the patrol. */
    record Beat(RosterCommand.TakeTurns command) implements Operation {
        /** Whether it does nothing at a center, and is not replayed. */
        boolean isLateAt(SimulatedCenter center) {
            RosterCommand.Beat sent = new RosterCommand.Beat(command, false);
            sent.runAt(center.id);
            return sent.getBackupProcessor() == null;
        }

        @Override
        public @Nullable Object run(Replica replica) {
            return command.process(replica.rosterEntry());
        }

        @Override
        public boolean needsRoster() {
            return true;
        }

        @Override
        public String toString() {
            return "a beat of %s at %d"
                    .formatted(command.here().city(), command.here().since().toEpochMilli());
        }
    }

    /** Asks a roster. */
    record Query(RosterQuery<?> query) implements Operation {
        @Override
        public @Nullable Object run(Replica replica) {
            return query.process(replica.rosterEntry());
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }
    }

    /** Stores, decides or completes a planned termination. */
    record ChangePlan(UUID id, EntryProcessor<UUID, PlannedTermination, Boolean> change) implements Operation {
        @Override
        public Boolean run(Replica replica) {
            return change.process(replica.planEntry(id));
        }
    }

    /** Merges the roster and the plans of a side that has joined this one. */
    record Merge(Replica merging) implements Operation {
        record Side<V>(@Nullable V value) implements MergingValue<V> {
            @Override
            public @Nullable Object getRawValue() {
                return value;
            }

            @Override
            public @Nullable V getDeserializedValue() {
                return value;
            }
        }

        @Override
        public Boolean run(Replica replica) {
            replica.roster = new RosterMergePolicy().merge(new Side<>(merging.roster), new Side<>(replica.roster));
            merging.plans.forEach((id, plan) -> replica.plans.merge(id, plan, Merge::merge));
            return true;
        }

        private static @Nullable PlannedTermination merge(PlannedTermination existing, PlannedTermination merging) {
            return new TerminationMergePolicy().merge(new Side<>(merging), new Side<>(existing));
        }

        @Override
        public Operation forBackup(Replica owner) {
            return new Put(owner.copy());
        }
    }

    /** Creates a roster from the store. */
    record Load(Roster loaded) implements Operation {
        @Override
        public Boolean run(Replica replica) {
            return new RosterCommand.LoadRoster(Roster.of(loaded.snapshot())).process(replica.rosterEntry());
        }
    }

    /** Records what a center has saved. */
    record MarkSaved(RosterCommand.MarkSaved command) implements Operation {
        @Override
        public @Nullable Boolean run(Replica replica) {
            return new RosterCommand.IfLoaded<>(command).process(replica.rosterEntry());
        }
    }

    /** Replaces a backup by a copy of the owner's replica. */
    record Put(Replica copy) implements Operation {
        @Override
        public Boolean run(Replica replica) {
            Replica own = copy.copy();
            replica.roster = own.roster;
            replica.plans.clear();
            replica.plans.putAll(own.plans);
            return true;
        }
    }
}
