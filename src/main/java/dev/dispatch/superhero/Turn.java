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
public record Turn(int number, Instant dueAt, Outcome outcome, int health) {

    /**
     * The last turns of a superhero, newest first. Nobody writes them down: what a turn brings follows from the superhero
     * and the number of the turn, so its whole life can be replayed. None if it does not end where the superhero is, because
     * it took turns under other rules.
     *
     * @param limit how many at the most
     */
    public static List<Turn> last(Superhero hero, CrimeFighting rules, int limit) {
        Chance chance = new Chance();
        List<Turn> turns = new ArrayList<>();
        int[] outcomes = new int[Outcome.values().length];
        int health = CrimeFighting.FULL_HEALTH;
        for (int turn = 0; turn < hero.turns(); turn++) {
            chance.reset(hero.name().hashCode(), hero.enlistedAt().toEpochMilli(), turn);
            Outcome outcome = rules.outcome(chance);
            health = rules.healthAfter(outcome, health, chance);
            outcomes[outcome.ordinal()]++;
            if (hero.turns() - turn <= limit) {
                Instant dueAt = hero.nextTurnAt().minus(rules.turnInterval().multipliedBy(hero.turns() - turn));
                turns.add(new Turn(turn + 1, dueAt, outcome, health));
            }
        }
        boolean agrees = health == hero.health()
                && outcomes[Outcome.WON.ordinal()] == hero.fightsWon()
                && outcomes[Outcome.LOST.ordinal()] == hero.fightsLost();
        Collections.reverse(turns);
        return agrees ? turns : List.of();
    }
}
