package dev.dispatch.simulation;

import static dev.dispatch.simulation.Invariants.incarnation;
import static dev.dispatch.simulation.Invariants.require;

import dev.dispatch.simulation.History.Incarnation;
import dev.dispatch.simulation.Invariants.Life;
import dev.dispatch.store.SimulatedStore;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSnapshot;
import dev.dispatch.superhero.RosterSnapshot.TombstoneColumns;
import dev.dispatch.superhero.SavedHero;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Tombstone;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Remembers what has been saved, and checks what is loaded. */
final class StoreInvariants {
    /** How long a change may wait to be saved while the store works. */
    private static final long UNSAVED_TIME = 1_000;

    /** Longer than a center waits after an error of the store. */
    private static final long RECOVERY_TIME = 15_000;

    /** The latest saved state of an incarnation. */
    private static final class Saved {
        int turns;
        boolean ended;
    }

    private final Schedule.Settings settings;
    private final Invariants invariants;
    private final Map<Incarnation, Life> lives;
    private final SimulatedStore database;
    private final Map<Incarnation, Saved> saved = new HashMap<>();

    /** The latest saved incarnation of each name, by partition. */
    private final Map<Integer, Map<String, Incarnation>> latest = new HashMap<>();

    /** Partitions that have not been loaded since all centers stopped. */
    private final Set<Integer> stopped = new HashSet<>();

    /** What was acknowledged until then was saved before the last stop of all centers. */
    private long savedUntil;

    StoreInvariants(
            Schedule.Settings settings, Invariants invariants, Map<Incarnation, Life> lives, SimulatedStore database) {
        this.settings = settings;
        this.invariants = invariants;
        this.lives = lives;
        this.database = database;
    }

    /** Heroes of a partition were saved. */
    void saved(int partition, Iterable<SavedHero> heroes) {
        for (SavedHero hero : heroes) {
            Incarnation incarnation = new Incarnation(hero.name(), hero.enlistedAt());
            Saved state = saved.computeIfAbsent(incarnation, first -> new Saved());
            state.turns = Math.max(state.turns, hero.turns());
            state.ended |= !hero.lives();
            latest.computeIfAbsent(partition, first -> new TreeMap<>())
                    .merge(hero.name(), incarnation, (a, b) -> a.enlistedAt() > b.enlistedAt() ? a : b);
        }
    }

    /** All centers begin to stop. The store has worked since {@code failedAt}. */
    void stopping(long now, long failedAt) {
        boolean calm = Math.max(failedAt, invariants.disturbedAt) < now - RECOVERY_TIME;
        savedUntil = calm ? now - UNSAVED_TIME : Long.MIN_VALUE;
    }

    /** All centers have stopped. */
    void stopped() {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            stopped.add(partition);
        }
    }

    /** A center has read a partition. */
    void read(int partition, Roster roster) {
        check(partition, roster, stopped.contains(partition) ? savedUntil : Long.MIN_VALUE);
    }

    /**
     * The owner of a partition has created its roster from the store.
     *
     * @param virtualOffset from the time of the cluster to virtual time
     */
    void loaded(History history, Replica replica, long virtualOffset) {
        int partition = replica.partition;
        boolean first = stopped.remove(partition);
        history.forget();
        RosterSnapshot state = replica.snapshot();
        for (TombstoneColumns ends : List.of(state.terminated(), state.fallen())) {
            for (int i = 0; i < ends.names().length; i++) {
                history.fallen.add(new Incarnation(ends.names()[i], ends.enlistedAt()[i]));
            }
        }
        for (int slot = 0; slot < state.names().length; slot++) {
            Incarnation incarnation = incarnation(state, slot);
            Life life = life(incarnation);
            int turns = Invariants.turns(state, slot);
            history.turns.put(incarnation, turns);
            life.shift = database.shiftSince(life.run);
            long enlistedAt = state.nextTurnAt()[slot] - (turns + 1) * settings.interval();
            require(
                    enlistedAt == incarnation.enlistedAt() + life.shift,
                    Invariant.DEADLINES_FIT,
                    incarnation,
                    "is loaded with another deadline");
            life.enlistedAt = virtualOffset + enlistedAt;
            life.excused = false;
            life.isLoaded = true;
            life.endAcknowledgedAt = 0; // its end was lost, unless another side of a split has it
            life.ended &= !first;
        }
        if (first) {
            lives.forEach((incarnation, life) -> life.excused |=
                    life.partition == partition && !isSame(replica.roster().find(incarnation.name()), incarnation));
        }
    }

    /** Compares the rows of a partition with its roster, and with the roster that would be loaded. */
    void atRest(int partition, Roster roster, Roster loaded) {
        Map<String, SavedHero> rows = database.rows(partition);
        for (SavedHero hero : roster.living()) {
            SavedHero row = rows.get(hero.name());
            Life life = life(new Incarnation(hero.name(), hero.enlistedAt()));
            boolean agrees = row != null && row.lives() && row.enlistedAt() == hero.enlistedAt();
            boolean older = row == null || row.enlistedAt() < hero.enlistedAt();
            require(
                    agrees || (!older && (life.ended || life.excused || !life.acknowledged)),
                    Invariant.STORE_AGREES,
                    hero,
                    "is saved as",
                    row);
        }
        for (SavedHero row : rows.values()) {
            Incarnation incarnation = new Incarnation(row.name(), row.enlistedAt());
            Superhero hero = roster.find(row.name());
            Life life = life(incarnation);
            require(
                    !row.lives() || isSame(hero, incarnation) || life.excused || !life.acknowledged,
                    Invariant.STORE_AGREES,
                    row,
                    "is a row, but the roster has",
                    hero);
            require(
                    !row.lives() || isReplay(life, incarnation, row.turns(), row.health(), row.won(), row.lost()),
                    Invariant.STATE_IS_REPLAYABLE,
                    row,
                    "is saved");
        }
        check(partition, loaded, Long.MAX_VALUE);
    }

    /** Checks a roster that was created from the store. What was acknowledged until then must have been saved. */
    private void check(int partition, Roster loaded, long mustBeSavedUntil) {
        Map<String, SavedHero> rows = database.rows(partition);
        latest(partition).forEach((name, incarnation) -> {
            Superhero hero = loaded.find(name);
            Saved state = saved(incarnation);
            SavedHero row = Objects.requireNonNull(rows.get(name));
            if (state.ended) {
                require(hero == null, Invariant.SAVED_ENDS_ARE_FINAL, hero, "is loaded after", incarnation);
            } else if (hero != null && isSame(hero, incarnation)) {
                require(hero.turns() >= state.turns, Invariant.SAVED_HEROES_RETURN, hero, "had turns:", state.turns);
                boolean same = isReplay(
                        life(incarnation),
                        incarnation,
                        hero.turns(),
                        hero.health(),
                        hero.fightsWon(),
                        hero.fightsLost());
                require(same, Invariant.STATE_IS_REPLAYABLE, hero, "is loaded");
            } else if (!fell(incarnation, loaded)) {
                Life life = life(incarnation);
                boolean mayBeMissing = !row.lives() && (!life.acknowledged || life.ended || life.excused);
                require(mayBeMissing, Invariant.SAVED_HEROES_RETURN, incarnation, "is not loaded, its row is", row);
            }
        });
        for (SavedHero hero : loaded.living()) {
            Incarnation expected = latest(partition).get(hero.name());
            require(
                    expected != null && expected.enlistedAt() == hero.enlistedAt(),
                    Invariant.SAVED_HEROES_RETURN,
                    hero,
                    "is loaded instead of",
                    expected);
        }
        lives.forEach((incarnation, life) -> {
            Incarnation last = latest(partition).get(incarnation.name());
            if (life.partition != partition || (last != null && last.enlistedAt() > incarnation.enlistedAt())) {
                return;
            }
            boolean mustBeSaved = life.isStored || (life.acknowledgedAt < mustBeSavedUntil && !life.excused);
            require(
                    last != null || !life.acknowledged || life.ended || !mustBeSaved,
                    Invariant.ACKNOWLEDGED_CHANGES_ARE_SAVED,
                    incarnation,
                    "is not saved");
            boolean endMustBeSaved = life.isEndStored || (life.endAcknowledgedAt < mustBeSavedUntil && !life.excused);
            require(
                    life.endAcknowledgedAt == 0 || !endMustBeSaved || (last != null && saved(last).ended),
                    Invariant.ACKNOWLEDGED_CHANGES_ARE_SAVED,
                    incarnation,
                    "was terminated, which is not saved");
        });
    }

    /** Whether a hero took the turns since it was saved, and fell as the rules say. */
    private boolean fell(Incarnation incarnation, Roster loaded) {
        Tombstone tombstone = loaded.lookUp(incarnation.name()).tombstone();
        if (tombstone == null
                || tombstone.cause() != Tombstone.Cause.FALLEN
                || tombstone.enlistedAt() != incarnation.enlistedAt()) {
            return false;
        }
        invariants.checkFall(incarnation, tombstone.turns(), loaded);
        return true;
    }

    private boolean isReplay(Life life, Incarnation incarnation, int turns, int health, int won, int lost) {
        Superhero replayed = life.replay(incarnation, turns, settings.rules());
        return replayed != null
                && replayed.health() == health
                && replayed.fightsWon() == won
                && replayed.fightsLost() == lost;
    }

    private static boolean isSame(@Nullable Superhero hero, Incarnation incarnation) {
        return hero != null && Invariants.isSame(hero, incarnation);
    }

    private Life life(Incarnation incarnation) {
        return Objects.requireNonNull(lives.get(incarnation));
    }

    private Saved saved(Incarnation incarnation) {
        return Objects.requireNonNull(saved.get(incarnation));
    }

    private Map<String, Incarnation> latest(int partition) {
        return latest.getOrDefault(partition, Map.of());
    }
}
