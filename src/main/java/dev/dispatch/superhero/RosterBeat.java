package dev.dispatch.superhero;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run over a roster's superheroes, and the count of what it did. */
final class RosterBeat {
    private final TurnRandom chance;
    private final TurnRules rules;
    private final long interval;
    private final int[] outcomes = new int[TurnOutcome.values().length];
    private final long[] lateCounts = new long[Lateness.BOUNDS_MILLIS.size() + 1];
    private final List<String> fallenNames = new ArrayList<>(0);
    private long sumLateMillis;
    private long maxLateMillis;

    RosterBeat(TurnRandom chance, TurnRules rules) {
        this.chance = chance;
        this.rules = rules;
        this.interval = rules.turnInterval().toMillis();
    }

    /** Takes what is due, and returns when the next turn is. */
    long run(HeroColumns heroes, Tombstones fallen, long now) {
        long next = Roster.NEVER;
        int slot = 0;
        while (slot < heroes.size()) {
            long due = heroes.nextTurnAt[slot];
            if (due <= now) {
                late(now - due);
                takeTurn(heroes, slot);
                if (heroes.health[slot] <= 0) {
                    fallenNames.add(heroes.name[slot]);
                    // the time that is the same wherever this turn is taken, and not that of the beat
                    fallen.add(heroes.name[slot], due, heroes.enlistedAt[slot], heroes.turns(slot));
                    heroes.remove(slot);
                    continue;
                }
                due += interval;
                heroes.nextTurnAt[slot] = due;
            }
            next = Math.min(next, due);
            slot++;
        }
        return next;
    }

    private void takeTurn(HeroColumns heroes, int slot) {
        chance.reset(heroes.name[slot].hashCode(), heroes.enlistedAt[slot], heroes.turns(slot));
        TurnOutcome outcome = rules.outcome(chance);
        heroes.health[slot] = rules.healthAfter(outcome, heroes.health[slot], chance);
        heroes.fighting[slot] = outcome != TurnOutcome.RESTED;
        switch (outcome) {
            case WON -> heroes.won[slot]++;
            case LOST -> heroes.lost[slot]++;
            case RESTED -> heroes.rests[slot]++;
        }
        outcomes[outcome.ordinal()]++;
    }

    private void late(long millis) {
        lateCounts[Lateness.bucket(millis)]++;
        sumLateMillis += millis;
        maxLateMillis = Math.max(maxLateMillis, millis);
    }

    TurnReport report(int heroes, long nextTurnAt, @Nullable Placement movedFrom) {
        return new TurnReport(
                heroes,
                nextTurnAt,
                outcomes[TurnOutcome.WON.ordinal()],
                outcomes[TurnOutcome.LOST.ordinal()],
                outcomes[TurnOutcome.RESTED.ordinal()],
                fallenNames,
                new Lateness(lateCounts, sumLateMillis, maxLateMillis),
                movedFrom);
    }
}
