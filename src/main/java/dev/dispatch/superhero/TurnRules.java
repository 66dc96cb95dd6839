package dev.dispatch.superhero;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The rules of a turn. With {@code restProbability} the hero rests and regains 1 to {@code maxRecovery} health, up to full
 * health. Otherwise it fights: with {@code winProbability} it wins, else it loses 1 to {@code maxWound} health.
 *
 * @param turnInterval time between two turns of a hero, at least 1 ms
 * @param restProbability 0 to 1
 * @param winProbability 0 to 1, of a fight
 * @param maxWound maximum health lost in a fight; 0 makes heroes immortal
 * @param maxRecovery maximum health regained by a rest; 0 for none
 */
public record TurnRules(
        Duration turnInterval, double restProbability, double winProbability, int maxWound, int maxRecovery) {
    public static final int FULL_HEALTH = 100;

    Turn.Outcome outcome(RandomGenerator random) {
        if (random.nextDouble() < restProbability) {
            return Turn.Outcome.RESTED;
        }
        return random.nextDouble() < winProbability ? Turn.Outcome.WON : Turn.Outcome.LOST;
    }

    int healthAfter(Turn.Outcome outcome, int health, RandomGenerator random) {
        return switch (outcome) {
            case WON -> health;
            case LOST -> health - points(maxWound, random);
            case RESTED -> Math.min(FULL_HEALTH, health + points(maxRecovery, random));
        };
    }

    private static int points(int max, RandomGenerator random) {
        return max == 0 ? 0 : 1 + random.nextInt(max);
    }
}
