package dev.dispatch.superhero;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The heroes of one partition, which live and move together, with placements to fence stale beats, processed
 * commands to deduplicate retries, and tombstones for merges.
 *
 * <p>Every change is a deterministic function of the roster and the arguments, so replicas that replay the same changes are
 * equal. Not thread-safe: a roster is confined to its partition thread.
 */
public final class Roster {
    /** The deadline of a roster without heroes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long RETRY_MILLIS = 1_000;

    private final HeroColumns heroes = new HeroColumns();
    private final PlacementHistory placements = new PlacementHistory();
    private final Tombstones terminated = new Tombstones(Tombstone.Cause.TERMINATED);
    private final Tombstones fallen = new Tombstones(Tombstone.Cause.FALLEN);
    private final ProcessedCommands processed = new ProcessedCommands();
    private final TurnRandom random = new TurnRandom();

    /** Null without a store. */
    private @Nullable ChangeLog changes;

    /**
     * A part of a query's result.
     *
     * @param matching number of matching heroes in the roster
     * @param skipped number of those that do not come after {@link HeroQuery#after}
     * @param heroes the requested heroes, in order
     */
    public record Slice(int matching, int skipped, List<Superhero> heroes) {

        /** The number of heroes that could have been requested. */
        public int available() {
            return matching - skipped;
        }
    }

    /**
     * The next changes of a roster that the store does not have yet. Positions count the changes of a roster.
     *
     * @param from the position of the first unsaved change
     * @param upTo the position after the last of these changes; see {@link #markSaved}
     * @param end the position after the last unsaved change
     * @param incomplete there were too many to list, or the roster was merged: all heroes of the roster must be saved
     * @param heroes the changed heroes, in order of their changes
     */
    public record UnsavedChanges(long from, long upTo, long end, boolean incomplete, List<SavedHero> heroes) {
        static final UnsavedChanges NONE = new UnsavedChanges(0, 0, 0, false, List.of());

        /** Number of unsaved changes. */
        public long waiting() {
            return end - from;
        }
    }

    public int size() {
        return heroes.size();
    }

    /**
     * A roster whose changes are to be saved in a store.
     *
     * @param position where positions of changes start; higher than any position of an earlier roster of the same heroes
     */
    public static Roster stored(long position) {
        Roster roster = new Roster();
        roster.changes = new ChangeLog(position);
        return roster;
    }

    /** Adds a hero from the store, which must be the latest of its name. Those that ended first must come first. */
    public void restore(SavedHero hero) {
        if (hero.lives()) {
            heroes.restore(hero);
        } else {
            Tombstones tombstones = hero.cause() == Tombstone.Cause.FALLEN ? fallen : terminated;
            tombstones.add(hero.name(), hero.endedAt(), hero.enlistedAt(), hero.turns());
        }
    }

    /** Takes all turns that are due at {@code until}, and then moves all deadlines by {@code shiftMillis}. */
    public void replay(long until, long shiftMillis, TurnRules rules) {
        RosterBeat beat = new RosterBeat(random, rules, changes);
        long next;
        do {
            next = beat.run(heroes, fallen, until);
        } while (next <= until);
        heroes.shift(shiftMillis);
    }

    /** The changes that are not saved in the store yet, at most {@code limit} of them; none without a store. */
    public UnsavedChanges unsaved(int limit) {
        return changes == null ? UnsavedChanges.NONE : changes.first(limit, this::saved);
    }

    /** The position after the last change; 0 without a store. */
    public long position() {
        return changes == null ? 0 : changes.end();
    }

    /** Whether all changes before a position are saved; false without a store. */
    public boolean isSaved(long position) {
        return changes != null && changes.isSaved(position);
    }

    /**
     * Records that the store has all changes before a position, and returns whether this was recorded. Ignored unless the roster is
     * at home where it was saved: a former home may have seen other changes at the same positions.
     *
     * @param all whether all heroes of the roster were saved, and not only changed ones
     */
    public boolean markSaved(UUID home, long position, boolean all) {
        if (changes == null || !isAt(home)) {
            return false;
        }
        changes.markSaved(position, all);
        return true;
    }

    /** All living heroes as the store keeps them. */
    public List<SavedHero> living() {
        return IntStream.range(0, heroes.size()).mapToObj(heroes::saved).toList();
    }

    /** All living heroes, and those with an end that is not saved yet, as the store keeps them. */
    public List<SavedHero> livingAndEnded() {
        List<SavedHero> all = new ArrayList<>(living());
        unsaved(Integer.MAX_VALUE).heroes().stream()
                .filter(hero -> !hero.lives())
                .forEach(all::add);
        return all;
    }

    private @Nullable SavedHero saved(String name) {
        int slot = heroes.find(name);
        return slot == NameIndex.ABSENT ? null : heroes.saved(slot);
    }

    int epoch() {
        return placements.epoch();
    }

    /** Whether this center is the home of the roster. */
    public boolean isAt(UUID center) {
        return placements.isAt(center);
    }

    /** The last placements, the latest last; empty before the first beat. */
    List<Placement> placements() {
        return placements.all();
    }

    public @Nullable Superhero find(String name) {
        int slot = heroes.find(name);
        return slot == NameIndex.ABSENT ? null : superhero(slot);
    }

    public HeroLookup lookUp(String name) {
        Superhero hero = find(name);
        if (hero != null) {
            return new HeroLookup(hero, null, placements.of(hero));
        }
        Tombstone tombstone = tombstone(name);
        return tombstone == null ? HeroLookup.UNKNOWN : new HeroLookup(null, tombstone, placements.of(tombstone));
    }

    private @Nullable Tombstone tombstone(String name) {
        Tombstone a = fallen.find(name);
        Tombstone b = terminated.find(name);
        return a == null || b == null ? (a == null ? b : a) : Tombstone.later(a, b);
    }

    /** Enlists heroes whose name is free, and returns how many. A repeated command changes nothing and returns the same. */
    public int enlist(UUID command, List<String> names, long now, TurnRules rules) {
        Integer answer = processed.answerTo(command, now);
        if (answer != null) {
            return answer;
        }
        expireTombstones(now);
        int enlisted = 0;
        for (String name : names) {
            if (heroes.find(name) == NameIndex.ABSENT) {
                // after the last namesake, whose tombstone would otherwise apply to the new hero
                long at = Math.max(now, 1 + lastGone(name));
                heroes.enlist(name, epoch(), at, at + rules.turnInterval().toMillis());
                if (changes != null) {
                    changes.addLiving(name, heroes.size());
                }
                enlisted++;
            }
        }
        return processed.record(command, enlisted, now);
    }

    /** Keeps the answers to these commands for as long as if they were executed now, and returns the sum of the answers. */
    public int recall(List<UUID> commands, long now) {
        return commands.stream()
                .mapToInt(command -> processed.renew(command, now))
                .sum();
    }

    /** Records that all commands of a batch are executed, and returns whether that was not known before. */
    public boolean complete(UUID batch, long now) {
        boolean first = processed.answerTo(batch, now) == null;
        processed.record(batch, 0, now);
        return first;
    }

    public HeroSelection.Count count(HeroSelection selection) {
        List<Integer> slots = selection.slots(heroes);
        long last = slots.stream()
                .mapToLong(slot -> heroes.enlistedAt[slot])
                .max()
                .orElse(HeroSelection.Count.NONE.lastEnlistedAt());
        return new HeroSelection.Count(slots.size(), last);
    }

    /** The same heroes of this roster, selected by name. */
    public HeroSelection resolve(HeroSelection selection) {
        List<String> names =
                selection.slots(heroes).stream().map(slot -> heroes.name[slot]).toList();
        return new HeroSelection(names, null, selection.enlistedUntil());
    }

    /** Removes the selected heroes, and returns how many. A repeated command changes nothing and returns the same. */
    public int terminate(UUID command, HeroSelection selection, long now) {
        Integer answer = processed.answerTo(command, now);
        if (answer != null) {
            return answer;
        }
        List<Integer> slots = selection.slots(heroes);
        for (int slot : slots) {
            long enlistedAt = heroes.enlistedAt[slot];
            long at = Math.max(now, enlistedAt);
            if (changes != null) {
                changes.addEnded(heroes.saved(slot).ended(Tombstone.Cause.TERMINATED, at), heroes.size());
            }
            terminated.add(heroes.name[slot], at, enlistedAt, heroes.turns(slot));
            heroes.remove(slot);
        }
        // afterwards, because an empty roster may get no beat that would drop what is over the limit
        expireTombstones(now);
        return processed.record(command, slots.size(), now);
    }

    /**
     * When the next beat is due, in epoch milliseconds: at the next turn or, without heroes, when tombstones or answers expire;
     * {@link #NEVER} if there are none.
     */
    public long nextBeatAt() {
        long next = heroes.size() > 0 ? NEVER : nextExpiry();
        for (int slot = 0; slot < heroes.size(); slot++) {
            next = Math.min(next, heroes.nextTurnAt[slot]);
        }
        return next;
    }

    private long nextExpiry() {
        return Math.min(processed.lastExpiry(), Math.min(terminated.lastExpiry(), fallen.lastExpiry()));
    }

    /**
     * Takes due turns, at most one per hero; a hero with several overdue turns takes the next one in the next beat. If {@code
     * here} is another center than before, the roster moves there. Without {@code members} it does nothing then: a center gives them
     * until one of its beats is answered, and again if it finds that it is not the home.
     *
     * <p>An exception becomes part of the report, next to the turns before it: otherwise one roster would fail the beat of all. All
     * replicas stop at the same place. Due turns are retried a second later.
     *
     * @param here the center that sends the beat, and owns the roster; {@code since} is the time of the beat
     * @param members determines the reason for a move; null if the roster is expected to be at home
     */
    public TurnReport takeTurns(Placement here, @Nullable MembershipView members, TurnRules rules) {
        RosterBeat beat = new RosterBeat(random, rules, changes);
        try {
            return takeTurns(beat, here, members);
        } catch (OutOfMemoryError e) {
            throw e; // ends this member
        } catch (RuntimeException | Error e) {
            return beat.failed(heroes.size(), here.since().toEpochMilli() + RETRY_MILLIS, e);
        }
    }

    private TurnReport takeTurns(RosterBeat beat, Placement here, @Nullable MembershipView members) {
        boolean moves = !placements.isAt(here.centerId());
        if (moves && !placements.isEmpty() && members == null) {
            return beat.report(heroes.size(), nextBeatAt(), null);
        }
        boolean hasHeroes = heroes.size() > 0;
        long now = here.since().toEpochMilli();
        expireTombstones(now);
        processed.expire(now);
        long next = beat.run(heroes, fallen, now);
        Placement previous = moves ? placements.moveTo(here, members) : null;
        return beat.report(heroes.size(), heroes.size() > 0 ? next : nextExpiry(), hasHeroes ? previous : null);
    }

    /** The first heroes of a query. */
    public Slice select(HeroQuery query, int limit) {
        RosterSearch search = new RosterSearch(heroes, query);
        return slice(search, search.first(limit));
    }

    /** Every {@code step}-th hero of a query. */
    public Slice sample(HeroQuery query, int step) {
        RosterSearch search = new RosterSearch(heroes, query);
        return slice(search, search.sample(step));
    }

    private Slice slice(RosterSearch search, List<Integer> slots) {
        return new Slice(
                search.matching(),
                search.skipped(),
                slots.stream().map(this::superhero).toList());
    }

    /**
     * Merges the two sides of a split brain. Of two heroes of one name, the one that enlisted later replaces the other. A hero that
     * ended on one side is gone; else the state with more turns wins, as the other is only behind. The epoch decides where the
     * roster lives, but nothing about heroes.
     *
     * <p>Commutative, associative and idempotent, because each part takes the maximum of a total order.
     */
    public static Roster merge(Roster a, Roster b) {
        Roster merged = new Roster();
        PlacementHistory latest = PlacementHistory.latest(a.placements, b.placements);
        merged.placements.load(latest.epoch(), latest.all());
        for (Roster side : List.of(a, b)) {
            merged.terminated.addAll(side.terminated);
            merged.fallen.addAll(side.fallen);
            merged.processed.addAll(side.processed);
        }
        merged.changes = ChangeLog.merge(a.changes, b.changes);
        merged.addLiving(a);
        merged.addLiving(b);
        return merged;
    }

    private void addLiving(Roster side) {
        for (int from = 0; from < side.heroes.size(); from++) {
            String name = side.heroes.name[from];
            boolean gone = side.heroes.enlistedAt[from] <= lastGone(name);
            int slot = heroes.find(name);
            if (!gone && slot == NameIndex.ABSENT) {
                heroes.copyState(side.heroes, from, heroes.add(name));
            } else if (!gone && heroes.isBehind(slot, side.heroes, from)) {
                heroes.copyState(side.heroes, from, slot);
            }
        }
    }

    /** When the last hero of this name that is gone had enlisted, or {@link Tombstones#NONE}. */
    private long lastGone(String name) {
        return Math.max(terminated.lastEnlistedAt(name), fallen.lastEnlistedAt(name));
    }

    private void expireTombstones(long now) {
        terminated.expire(now);
        fallen.expire(now);
    }

    private Superhero superhero(int slot) {
        return heroes.superhero(slot, epoch(), placements.since());
    }

    public RosterSnapshot snapshot() {
        int size = heroes.size();
        return new RosterSnapshot(
                epoch(),
                placements(),
                Arrays.copyOf(heroes.name, size),
                Arrays.copyOf(heroes.health, size),
                Arrays.copyOf(heroes.fighting, size),
                Arrays.copyOf(heroes.won, size),
                Arrays.copyOf(heroes.lost, size),
                Arrays.copyOf(heroes.rests, size),
                Arrays.copyOf(heroes.enlistedInEpoch, size),
                Arrays.copyOf(heroes.nextTurnAt, size),
                Arrays.copyOf(heroes.enlistedAt, size),
                terminated.columns(),
                fallen.columns(),
                processed.ids(),
                processed.times(),
                processed.values(),
                changes == null ? null : changes.columns());
    }

    /** Restores a roster from a snapshot, whose arrays become part of the roster. */
    public static Roster of(RosterSnapshot snapshot) {
        Roster roster = new Roster();
        roster.placements.load(snapshot.epoch(), snapshot.placements());
        roster.heroes.load(snapshot);
        roster.terminated.load(snapshot.terminated());
        roster.fallen.load(snapshot.fallen());
        roster.processed.load(snapshot.commands(), snapshot.commandsAt(), snapshot.answers());
        roster.changes = ChangeLog.of(snapshot.changes());
        return roster;
    }
}
