package dev.dispatch.superhero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One turn of a hero. Turns are not stored: a turn is a pure function of the hero, the turn's number and the rules, so they
 * can be replayed.
 *
 * @param number counted from 1
 * @param dueAt when the turn was due; it may have been taken later
 * @param health after the turn
 */
public record Turn(int number, Instant dueAt, Outcome outcome, int health) {
    /** The result of a turn. */
    public enum Outcome {
        WON("Won a fight"),
        LOST("Lost a fight"),
        RESTED("Rested");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        /** The text on the page. */
        public String label() {
            return label;
        }
    }

    /**
     * Replays the last turns of a living hero, newest first. The cost grows with the number of all its turns.
     *
     * @return empty if the replay does not end in the hero's present state: some turns were taken under other rules
     */
    public static List<Turn> last(Superhero hero, TurnRules rules, int limit) {
        int[] counts = new int[Outcome.values().length];
        List<Turn> turns = replay(hero.name(), hero.enlistedAt(), hero.turns(), rules, limit, counts);
        boolean agrees = turns.isEmpty()
                || (turns.get(0).health() == hero.health()
                        && counts[Outcome.WON.ordinal()] == hero.fightsWon()
                        && counts[Outcome.LOST.ordinal()] == hero.fightsLost());
        return agrees ? turns : List.of();
    }

    /**
     * Replays the last turns of a hero that is gone, newest first.
     *
     * @return empty if the replay contradicts the tombstone: some turns were taken under other rules
     */
    public static List<Turn> last(String name, Tombstone tombstone, TurnRules rules, int limit) {
        Instant enlistedAt = Instant.ofEpochMilli(tombstone.enlistedAt());
        int[] counts = new int[Outcome.values().length];
        List<Turn> turns = replay(name, enlistedAt, tombstone.turns(), rules, limit, counts);
        boolean fell = !turns.isEmpty() && turns.get(0).health() <= 0;
        return fell == (tombstone.cause() == Tombstone.Cause.FALLEN) ? turns : List.of();
    }

    private static List<Turn> replay(
            String name, Instant enlistedAt, int count, TurnRules rules, int limit, int[] counts) {
        TurnRandom random = new TurnRandom();
        List<Turn> turns = new ArrayList<>();
        int health = TurnRules.FULL_HEALTH;
        for (int turn = 0; turn < count; turn++) {
            random.reset(name.hashCode(), enlistedAt.toEpochMilli(), turn);
            Outcome outcome = rules.outcome(random);
            health = rules.healthAfter(outcome, health, random);
            counts[outcome.ordinal()]++;
            if (count - turn <= limit) {
                Instant dueAt = enlistedAt.plus(rules.turnInterval().multipliedBy(turn + 1L));
                turns.add(new Turn(turn + 1, dueAt, outcome, health));
            }
        }
        Collections.reverse(turns);
        return turns;
    }
}
