package dev.dispatch.superhero;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The rules of a turn: with {@code restProbability} a superhero rests and regains 1 to {@code maxRecovery} health, up to
 * full; otherwise it fights, and with {@code winProbability} wins, or else loses 1 to {@code maxWound} health.
 *
 * @param turnInterval time from one turn of a superhero to its next, at least 1 ms
 * @param restProbability 0 to 1
 * @param winProbability 0 to 1, of the turns that are fights
 * @param maxWound the most health that one lost fight costs; 0 makes superheroes immortal
 * @param maxRecovery the most health that one rest regains; 0 for none
 */
public record TurnRules(
        Duration turnInterval, double restProbability, double winProbability, int maxWound, int maxRecovery) {

    public static final int FULL_HEALTH = 100;

    TurnOutcome outcome(RandomGenerator chance) {
        if (chance.nextDouble() < restProbability) {
            return TurnOutcome.RESTED;
        }
        return chance.nextDouble() < winProbability ? TurnOutcome.WON : TurnOutcome.LOST;
    }

    int healthAfter(TurnOutcome outcome, int health, RandomGenerator chance) {
        return switch (outcome) {
            case WON -> health;
            case LOST -> health - points(maxWound, chance);
            case RESTED -> Math.min(FULL_HEALTH, health + points(maxRecovery, chance));
        };
    }

    private static int points(int most, RandomGenerator chance) {
        return most == 0 ? 0 : 1 + chance.nextInt(most);
    }
}
