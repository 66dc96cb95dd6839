package dev.dispatch.superhero;

import dev.dispatch.superhero.TurnReport.Lateness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over a roster's heroes in which each takes at most one due turn, with the counts for the report. */
final class RosterBeat {
    private final TurnRandom random;
    private final TurnRules rules;
    private final @Nullable ChangeLog changes;
    private final long interval;
    private final int[] outcomes = new int[Turn.Outcome.values().length];
    private final long[] lateCounts = new long[Lateness.BOUNDS_MILLIS.size() + 1];
    private final List<String> fallenNames = new ArrayList<>(0);
    private long lateSumMillis;
    private long lateMaxMillis;

    /** {@code changes} records what is to be saved; null without a store. */
    RosterBeat(TurnRandom random, TurnRules rules, @Nullable ChangeLog changes) {
        this.random = random;
        this.rules = rules;
        this.changes = changes;
        this.interval = rules.turnInterval().toMillis();
    }

    /** Takes due turns, and returns the time of the next due turn or {@link Roster#NEVER}. */
    long run(HeroColumns heroes, Tombstones fallen, long now) {
        long next = Roster.NEVER;
        int slot = 0;
        while (slot < heroes.size()) {
            long due = heroes.nextTurnAt[slot];
            if (due <= now) {
                takeTurn(heroes, slot);
                countLateness(now - due);
                if (heroes.health[slot] <= 0) {
                    fallenNames.add(heroes.name[slot]);
                    if (changes != null) {
                        changes.addEnded(heroes.saved(slot).ended(Tombstone.Cause.FALLEN, due), heroes.size());
                    }
                    // the due time and not the time of the beat: it is the same wherever the turn is taken
                    fallen.add(heroes.name[slot], due, heroes.enlistedAt[slot], heroes.turns(slot));
                    heroes.remove(slot);
                    continue;
                }
                due += interval;
                heroes.nextTurnAt[slot] = due;
                if (changes != null && SavedHero.isSavedAfter(heroes.turns(slot), heroes.name[slot])) {
                    changes.addLiving(heroes.name[slot], heroes.size());
                }
            }
            next = Math.min(next, due);
            slot++;
        }
        return next;
    }

    private void takeTurn(HeroColumns heroes, int slot) {
        random.reset(heroes.name[slot].hashCode(), heroes.enlistedAt[slot], heroes.turns(slot));
        Turn.Outcome outcome = rules.outcome(random);
        heroes.health[slot] = rules.healthAfter(outcome, heroes.health[slot], random);
        heroes.fighting[slot] = outcome != Turn.Outcome.RESTED;
        switch (outcome) {
            case WON -> heroes.won[slot]++;
            case LOST -> heroes.lost[slot]++;
            case RESTED -> heroes.rests[slot]++;
        }
        outcomes[outcome.ordinal()]++;
    }

    private void countLateness(long millis) {
        lateCounts[Lateness.bucket(millis)]++;
        lateSumMillis += millis;
        lateMaxMillis = Math.max(lateMaxMillis, millis);
    }

    TurnReport report(int heroes, long nextTurnAt, @Nullable Placement movedFrom) {
        return report(heroes, nextTurnAt, movedFrom, "");
    }

    /** The report of a beat that an exception has ended. */
    TurnReport failed(int heroes, long retryAt, Throwable failure) {
        String reason = Stream.concat(
                        Stream.of(failure),
                        Arrays.stream(failure.getStackTrace()).limit(3))
                .map(Object::toString)
                .collect(Collectors.joining(" at "));
        return report(heroes, retryAt, null, reason);
    }

    private TurnReport report(int heroes, long nextTurnAt, @Nullable Placement movedFrom, String failure) {
        return new TurnReport(
                heroes,
                nextTurnAt,
                outcomes[Turn.Outcome.WON.ordinal()],
                outcomes[Turn.Outcome.LOST.ordinal()],
                outcomes[Turn.Outcome.RESTED.ordinal()],
                fallenNames,
                new Lateness(lateCounts, lateSumMillis, lateMaxMillis),
                movedFrom,
                failure);
    }
}
