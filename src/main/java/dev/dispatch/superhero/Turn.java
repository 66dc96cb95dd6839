package dev.dispatch.superhero;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One turn that a superhero took.
 *
 * @param number counted from 1
 * @param dueAt when it was due; it can have been taken later
 * @param outcome what came of it
 * @param health after it
 */
public record Turn(int number, Instant dueAt, TurnOutcome outcome, int health) {

    /**
     * The last turns of a superhero, newest first. Nobody writes them down: what a turn brings follows from the superhero
     * and the number of the turn, so its whole life can be replayed. None if it does not end where the superhero is, because
     * it took turns under other rules.
     *
     * @param limit how many at the most
     */
    public static List<Turn> last(Superhero hero, TurnRules rules, int limit) {
        int[] outcomes = new int[TurnOutcome.values().length];
        List<Turn> turns = replay(hero.name(), hero.enlistedAt(), hero.turns(), rules, limit, outcomes);
        boolean agrees = turns.isEmpty()
                || (turns.get(0).health() == hero.health()
                        && outcomes[TurnOutcome.WON.ordinal()] == hero.fightsWon()
                        && outcomes[TurnOutcome.LOST.ordinal()] == hero.fightsLost());
        return agrees ? turns : List.of();
    }

    /** The same of one who is gone, none if it would not have ended so under these rules. */
    public static List<Turn> last(String name, Tombstone departed, TurnRules rules, int limit) {
        int[] outcomes = new int[TurnOutcome.values().length];
        Instant enlistedAt = Instant.ofEpochMilli(departed.enlistedAt());
        List<Turn> turns = replay(name, enlistedAt, departed.turns(), rules, limit, outcomes);
        boolean fell = !turns.isEmpty() && turns.get(0).health() <= 0;
        return fell == (departed.cause() == Tombstone.Cause.FALLEN) ? turns : List.of();
    }

    private static List<Turn> replay(
            String name, Instant enlistedAt, int count, TurnRules rules, int limit, int[] outcomes) {
        TurnRandom chance = new TurnRandom();
        List<Turn> turns = new ArrayList<>();
        int health = TurnRules.FULL_HEALTH;
        for (int turn = 0; turn < count; turn++) {
            chance.reset(name.hashCode(), enlistedAt.toEpochMilli(), turn);
            TurnOutcome outcome = rules.outcome(chance);
            health = rules.healthAfter(outcome, health, chance);
            outcomes[outcome.ordinal()]++;
            if (count - turn <= limit) {
                Instant dueAt = enlistedAt.plus(rules.turnInterval().multipliedBy(turn + 1L));
                turns.add(new Turn(turn + 1, dueAt, outcome, health));
            }
        }
        Collections.reverse(turns);
        return turns;
    }
}
