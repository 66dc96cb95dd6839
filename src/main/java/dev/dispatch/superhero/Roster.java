package dev.dispatch.superhero;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The superheroes that live and move together, with what they need to do so exactly once: who their home is, who of
 * them is gone, and which commands were already carried out.
 *
 * <p>Every change is a deterministic function of the roster and the arguments, so that replicas which replay the same changes
 * end equal. Not thread-safe: a roster is confined to one thread.
 */
public final class Roster {

    /** The deadline of a roster in which nobody will take a turn. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int REMEMBERED_TERMINATED = 16_384;
    private static final int REMEMBERED_FALLEN = 1024;

    private final HeroColumns heroes = new HeroColumns();
    private final PlacementHistory residency = new PlacementHistory();
    private final Tombstones terminated = new Tombstones(Tombstone.Cause.TERMINATED, REMEMBERED_TERMINATED);
    private final Tombstones fallen = new Tombstones(Tombstone.Cause.FALLEN, REMEMBERED_FALLEN);
    private final ProcessedCommands ledger = new ProcessedCommands();
    private final TurnRandom chance = new TurnRandom();

    public int size() {
        return heroes.size();
    }

    int epoch() {
        return residency.epoch();
    }

    /** The last homes, the present one last; none before the first beat. */
    public List<Placement> residences() {
        return residency.all();
    }

    public @Nullable Superhero find(String name) {
        int slot = heroes.find(name);
        return slot == NameIndex.ABSENT ? null : superhero(slot);
    }

    /** How the last superhero of a name ended, if that is remembered. */
    public @Nullable Tombstone departed(String name) {
        Tombstone one = fallen.find(name);
        Tombstone other = terminated.find(name);
        return one == null || other == null ? (one == null ? other : one) : Tombstone.later(one, other);
    }

    /**
     * Enlists those who have none of their name here yet, and returns how many these are. A command that was carried out
     * before changes nothing and is answered as it was.
     */
    public int enlist(UUID command, List<String> names, long now, TurnRules rules) {
        Integer answer = ledger.answerTo(command);
        if (answer != null) {
            return answer;
        }
        int enlisted = 0;
        for (String name : names) {
            if (heroes.find(name) == NameIndex.ABSENT) {
                // later than the end of any namesake, so that its tombstone is not taken for that of the new one
                long at = Math.max(now, 1 + departedAt(name));
                heroes.enlist(name, epoch(), at, at + rules.turnInterval().toMillis());
                enlisted++;
            }
        }
        return ledger.record(command, enlisted, now);
    }

    /** Who is in a choice. */
    public SelectionCount chosen(HeroSelection choice) {
        List<Integer> slots = choice.slots(heroes);
        long last = slots.stream()
                .mapToLong(slot -> heroes.enlistedAt[slot])
                .max()
                .orElse(SelectionCount.NONE.lastEnlistedAt());
        return new SelectionCount(slots.size(), last);
    }

    /**
     * Terminates those who are chosen for good, and returns how many these are. A command that was carried out before changes
     * nothing and is answered as it was.
     */
    public int terminate(UUID command, HeroSelection choice, long now) {
        Integer answer = ledger.answerTo(command);
        if (answer != null) {
            return answer;
        }
        List<Integer> slots = choice.slots(heroes);
        for (int slot : slots) {
            long enlistedAt = heroes.enlistedAt[slot];
            terminated.add(heroes.name[slot], Math.max(now, enlistedAt), enlistedAt, heroes.turns(slot));
            heroes.remove(slot);
        }
        return ledger.record(command, slots.size(), now);
    }

    /** When the next turn is due, in epoch milliseconds, or {@link #NEVER}. */
    public long nextTurnAt() {
        long next = NEVER;
        for (int slot = 0; slot < heroes.size(); slot++) {
            next = Math.min(next, heroes.nextTurnAt[slot]);
        }
        return next;
    }

    /**
     * Lets everybody whose turn is due take one, at {@code home}, which becomes the home if it was not. A superhero takes
     * one turn at the most; one that was due more than once has the next in the next beat. A beat from before the present home
     * took over comes from one that was the home before it and does not know it yet: it does nothing.
     *
     * @param home who beats, since the moment of this beat
     * @param attendance what it knows of the home before it; null if nothing
     */
    public TurnReport takeTurns(Placement home, @Nullable MembershipView attendance, TurnRules rules) {
        RosterBeat beat = new RosterBeat(chance, rules);
        boolean newHome = !residency.isAt(home.centerId());
        if (newHome && home.since().isBefore(residency.since())) {
            return beat.report(heroes.size(), nextTurnAt(), null);
        }
        boolean hasHeroes = heroes.size() > 0;
        long next = beat.run(heroes, fallen, home.since().toEpochMilli());
        Placement before = newHome ? residency.moveTo(home, attendance) : null;
        return beat.report(heroes.size(), next, hasHeroes ? before : null);
    }

    /** The first superheroes that a query asks for. */
    public RosterSlice select(HeroQuery query, int limit) {
        RosterSearch selector = new RosterSearch(heroes, query);
        return selection(selector, selector.first(limit));
    }

    /** The last superhero of each {@code step} of those that a query asks for. */
    public RosterSlice sample(HeroQuery query, int step) {
        RosterSearch selector = new RosterSearch(heroes, query);
        return selection(selector, selector.each(step));
    }

    private RosterSlice selection(RosterSearch selector, List<Integer> slots) {
        return new RosterSlice(
                selector.matching(),
                selector.skipped(),
                slots.stream().map(this::superhero).toList());
    }

    /**
     * What two halves of a split cluster know, united: of two states of a superhero the one with the higher home epoch wins,
     * then the one that took more turns; and who is gone on one side is gone.
     */
    public static Roster merge(Roster one, Roster other) {
        Roster newer = other.epoch() > one.epoch() ? other : one;
        Roster older = newer == one ? other : one;
        Roster merged = new Roster();
        merged.residency.load(newer.epoch(), newer.residences());
        for (Roster side : List.of(older, newer)) {
            merged.terminated.addAll(side.terminated);
            merged.fallen.addAll(side.fallen);
            merged.ledger.addAll(side.ledger);
        }
        merged.adoptLiving(newer, older, true);
        merged.adoptLiving(older, newer, older.epoch() == newer.epoch());
        return merged;
    }

    private void adoptLiving(Roster side, Roster otherSide, boolean moreTurnsWin) {
        for (int from = 0; from < side.heroes.size(); from++) {
            String name = side.heroes.name[from];
            boolean gone = side.heroes.enlistedAt[from] <= otherSide.departedAt(name);
            int slot = heroes.find(name);
            if (!gone && slot == NameIndex.ABSENT) {
                heroes.copyState(side.heroes, from, heroes.add(name));
            } else if (!gone && moreTurnsWin && side.heroes.turns(from) > heroes.turns(slot)) {
                heroes.copyState(side.heroes, from, slot);
            }
        }
    }

    private long departedAt(String name) {
        return Math.max(terminated.departedAt(name), fallen.departedAt(name));
    }

    private Superhero superhero(int slot) {
        return heroes.superhero(slot, epoch(), residency.since());
    }

    /** A copy of all of it. */
    public RosterSnapshot image() {
        int size = heroes.size();
        return new RosterSnapshot(
                epoch(),
                residences(),
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
                ledger.commands(),
                ledger.times(),
                ledger.values());
    }

    /** The roster of an image, whose arrays become part of it. */
    public static Roster of(RosterSnapshot image) {
        Roster roster = new Roster();
        roster.residency.load(image.epoch(), image.residences());
        roster.heroes.load(image);
        roster.terminated.load(image.terminated());
        roster.fallen.load(image.fallen());
        roster.ledger.load(image.commands(), image.commandsAt(), image.answers());
        return roster;
    }
}
