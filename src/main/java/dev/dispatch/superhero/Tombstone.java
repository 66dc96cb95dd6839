package dev.dispatch.superhero;

/**
 * The end of a hero. Together with the name and the rules, it is enough to replay all turns of the hero.
 *
 * @param at in epoch milliseconds, as is {@code enlistedAt}
 */
public record Tombstone(Cause cause, long at, long enlistedAt, int turns) {
    /** Why a hero is gone. */
    public enum Cause {
        FALLEN,
        TERMINATED
    }

    static Tombstone later(Tombstone a, Tombstone b) {
        return b.at > a.at ? b : a;
    }
}
