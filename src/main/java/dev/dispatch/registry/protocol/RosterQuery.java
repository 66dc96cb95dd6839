package dev.dispatch.registry.protocol;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import java.util.Map.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A read-only query to a roster, executed by its owner. A roster that does not exist yet answers null. */
public interface RosterQuery<R> extends EntryProcessor<Integer, Roster, @Nullable R>, ReadOnly {
    @Nullable
    R ask(Roster roster);

    @Override
    default @Nullable R process(Entry<Integer, @Nullable Roster> entry) {
        Roster roster = entry.getValue();
        return roster == null ? null : ask(roster);
    }

    /** Asks for the first heroes of a query. */
    record SelectHeroes(HeroQuery query, int limit) implements RosterQuery<Roster.Slice> {
        @Override
        public Roster.Slice ask(Roster roster) {
            return roster.select(query, limit);
        }
    }

    /** Asks for every {@code step}-th hero of a query. */
    record SampleHeroes(HeroQuery query, int step) implements RosterQuery<Roster.Slice> {
        @Override
        public Roster.Slice ask(Roster roster) {
            return roster.sample(query, step);
        }
    }

    /** Looks up a hero by name. */
    record FindHero(String name) implements RosterQuery<HeroLookup> {
        @Override
        public HeroLookup ask(Roster roster) {
            return roster.lookUp(name);
        }
    }

    /** Counts the selected heroes of a roster. */
    record CountSelection(HeroSelection selection) implements RosterQuery<HeroSelection.Count> {
        @Override
        public HeroSelection.Count ask(Roster roster) {
            return roster.count(selection);
        }
    }

    /** Asks for the names of the selected heroes of a roster. */
    record ResolveSelection(HeroSelection selection) implements RosterQuery<HeroSelection> {
        @Override
        public HeroSelection ask(Roster roster) {
            return roster.resolve(selection);
        }
    }

    /** Asks for changes that are not saved in the store yet. */
    record FindUnsaved(int limit) implements RosterQuery<UnsavedChanges> {
        @Override
        public UnsavedChanges ask(Roster roster) {
            return roster.unsaved(limit);
        }
    }

    /** Asks for the position after the last change. */
    record FindPosition() implements RosterQuery<Long> {
        @Override
        public Long ask(Roster roster) {
            return roster.position();
        }
    }

    /** Asks whether all changes before a position are saved in the store. */
    record IsSaved(long position) implements RosterQuery<Boolean> {
        @Override
        public Boolean ask(Roster roster) {
            return roster.isSaved(position);
        }
    }

    /** Asks for the size of a roster and its next deadline, and whether its home is a certain center. */
    record Sweep(UUID center) implements RosterQuery<SweepReport> {
        @Override
        public SweepReport ask(Roster roster) {
            return new SweepReport(roster.size(), roster.nextBeatAt(), roster.isAt(center));
        }
    }

    /**
     * The state of a roster as the patrol needs it.
     *
     * @param nextTurnAt when the next beat is due; see {@link Roster#nextBeatAt}
     * @param atHome whether the center that asked is the roster's home
     */
    record SweepReport(int heroes, long nextTurnAt, boolean atHome) {}
}
