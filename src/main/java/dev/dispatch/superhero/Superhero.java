package dev.dispatch.superhero;

import java.time.Instant;
import java.util.Objects;

/**
 * The state of a hero at one moment.
 *
 * @param name unique in the cluster
 * @param health whole points, 1 to 100
 * @param epoch how often it has moved to another center
 * @param homedAt when it last moved, or when it enlisted if it never did
 * @param nextTurnAt when its next turn is due
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
    /** Accepts an activity that only newer centers know. */
    public Superhero {
        activity = Objects.requireNonNullElse(activity, Activity.RESTING);
    }

    /** A new hero: in full health, resting, with its first turn one interval away. */
    public static Superhero enlisted(HeroName name, Instant now, TurnRules rules) {
        Instant firstTurnAt = now.plus(rules.turnInterval());
        return new Superhero(name.value(), TurnRules.FULL_HEALTH, Activity.RESTING, 0, 0, 0, 0, now, firstTurnAt, now);
    }

    /** The number of turns it has taken. */
    public int turns() {
        return fightsWon + fightsLost + rests;
    }

    /** What a hero did in its last turn; a new hero is resting. */
    public enum Activity {
        FIGHTING("Fighting Crime"),
        RESTING("Resting");

        private final String label;

        Activity(String label) {
            this.label = label;
        }

        /** The text on the page. */
        public String label() {
            return label;
        }
    }
}
