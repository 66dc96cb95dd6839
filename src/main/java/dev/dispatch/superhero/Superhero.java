package dev.dispatch.superhero;

import java.time.Instant;

/**
 * The state of one superhero at one moment.
 *
 * @param name unique in the cluster
 * @param health whole points, 1 to 100
 * @param activity what it did in its last turn
 * @param fightsWon how many turns it fought and won
 * @param fightsLost how many turns it fought and lost
 * @param rests how many turns it rested
 * @param epoch how often its home has changed
 * @param homedAt when its home last changed, or when it enlisted if it never did
 * @param nextTurnAt when its next turn is due
 * @param enlistedAt when it was created
 */
public record Superhero(
        String name,
        int health,
        Activity activity,
        int fightsWon,
        int fightsLost,
        int rests,
        int epoch,
        Instant homedAt,
        Instant nextTurnAt,
        Instant enlistedAt) {

    /** A superhero as it is when it enlists: in full health, resting, its first turn one interval away. */
    public static Superhero enlisted(HeroName name, Instant now, TurnRules rules) {
        return new Superhero(
                name.value(),
                TurnRules.FULL_HEALTH,
                Activity.RESTING,
                0,
                0,
                0,
                0,
                now,
                now.plus(rules.turnInterval()),
                now);
    }

    /** How many turns it has taken; never goes back. */
    public int turns() {
        return fightsWon + fightsLost + rests;
    }
}
