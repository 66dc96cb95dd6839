package dev.dispatch.registry.protocol;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import java.time.Instant;
import java.util.List;
import java.util.Map.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a roster, executed by its owner and replayed by its backups. Several partition threads may share one instance, and
 * it may arrive before the application context is ready, so it has no mutable state and looks up no beans.
 */
public interface RosterCommand<R> extends EntryProcessor<Integer, Roster, R> {
    R run(Roster roster);

    @Override
    default R process(Entry<Integer, @Nullable Roster> entry) {
        Roster present = entry.getValue();
        if (present != null) {
            // changed in place: the map holds the object itself, so setting it again is not needed
            return run(present);
        }
        Roster created = new Roster();
        R answer = run(created);
        entry.setValue(created);
        return answer;
    }

    /**
     * A command in a cluster with a store. If the roster is not loaded yet, it does nothing, and answers null.
     *
     * @param <R> the answer of the command
     */
    record IfLoaded<R>(RosterCommand<R> command) implements EntryProcessor<Integer, Roster, @Nullable R> {
        @Override
        public @Nullable R process(Entry<Integer, @Nullable Roster> entry) {
            Roster roster = entry.getValue();
            return roster == null ? null : command.run(roster);
        }
    }

    /**
     * A beat as its center sends it. If it runs at another center, the roster has moved there since, and it does nothing. Backups
     * replay it as {@link TakeTurns}.
     */
    final class Beat implements EntryProcessor<Integer, Roster, TurnReport>, HazelcastInstanceAware {
        private static final long serialVersionUID = 1;

        private final transient TakeTurns command;
        private final transient boolean ifLoaded;
        // partition threads that share this instance set the same value
        private transient volatile boolean late;

        /** With {@code ifLoaded}, it creates no rosters: they are to be loaded from a store. */
        public Beat(TakeTurns command, boolean ifLoaded) {
            this.command = command;
            this.ifLoaded = ifLoaded;
        }

        public TakeTurns command() {
            return command;
        }

        public boolean ifLoaded() {
            return ifLoaded;
        }

        @Override
        public void setHazelcastInstance(HazelcastInstance hazelcast) {
            runAt(hazelcast.getCluster().getLocalMember().getUuid());
        }

        /** Sets the id of the center where this beat runs. */
        public void runAt(UUID center) {
            late = !command.here().centerId().equals(center);
        }

        @Override
        public @Nullable TurnReport process(Entry<Integer, @Nullable Roster> entry) {
            return late || (ifLoaded && entry.getValue() == null) ? null : command.process(entry);
        }

        @Override
        public @Nullable EntryProcessor<Integer, Roster, TurnReport> getBackupProcessor() {
            if (late) {
                return null;
            }
            return ifLoaded ? new IfLoaded<>(command) : command;
        }
    }

    /** One beat of the owner of a roster. */
    record TakeTurns(Placement here, @Nullable MembershipView members, TurnRules rules)
            implements RosterCommand<TurnReport> {
        @Override
        public TurnReport run(Roster roster) {
            return roster.takeTurns(here, members, rules);
        }
    }

    /** Enlists heroes in a roster, and answers how many had a free name. */
    record Enlist(UUID command, List<String> names, long now, TurnRules rules) implements RosterCommand<Integer> {
        @Override
        public Integer run(Roster roster) {
            return roster.enlist(command, names, now, rules);
        }
    }

    /** Enlists one hero, and answers its state; no hero if the name is taken. */
    record EnlistOne(UUID command, String name, long now, TurnRules rules) implements RosterCommand<HeroLookup> {
        @Override
        public HeroLookup run(Roster roster) {
            if (roster.enlist(command, List.of(name), now, rules) == 0) {
                return HeroLookup.UNKNOWN;
            }
            Superhero hero = roster.find(name);
            if (hero == null) { // it has ended since the first answer
                hero = Superhero.enlisted(new HeroName(name), Instant.ofEpochMilli(now), rules);
            }
            return new HeroLookup(hero, null, List.of());
        }
    }

    /** Keeps the answers to commands of a batch, and answers their sum: how many heroes of the batch have been enlisted. */
    record Recall(List<UUID> commands, long now) implements RosterCommand<Integer> {
        @Override
        public Integer run(Roster roster) {
            return roster.recall(commands, now);
        }
    }

    /** Completes a batch, and answers whether it was not complete before. */
    record CompleteBatch(UUID batch, long now) implements RosterCommand<Boolean> {
        @Override
        public Boolean run(Roster roster) {
            return roster.complete(batch, now);
        }
    }

    /** Terminates the selected heroes of a roster, and answers how many there were. */
    record Terminate(UUID command, HeroSelection selection, long now) implements RosterCommand<Integer> {
        @Override
        public Integer run(Roster roster) {
            return roster.terminate(command, selection, now);
        }
    }

    /** Creates a roster from the store, unless it exists; answers whether it did. */
    record LoadRoster(Roster loaded) implements EntryProcessor<Integer, Roster, Boolean> {
        @Override
        public Boolean process(Entry<Integer, @Nullable Roster> entry) {
            boolean missing = entry.getValue() == null;
            if (missing) {
                entry.setValue(loaded);
            }
            return missing;
        }
    }

    /** Records what the home of a roster has saved; see {@link Roster#markSaved}. */
    record MarkSaved(UUID home, long position, boolean all) implements RosterCommand<Boolean> {
        @Override
        public Boolean run(Roster roster) {
            return roster.markSaved(home, position, all);
        }
    }
}
