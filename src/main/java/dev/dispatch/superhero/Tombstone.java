package dev.dispatch.superhero;

/**
 * How a superhero ended. With its name, this is enough to replay its whole life.
 *
 * @param cause why
 * @param at when, in epoch milliseconds
 * @param enlistedAt when it had enlisted, in epoch milliseconds
 * @param turns how many it took
 */
public record Tombstone(Cause cause, long at, long enlistedAt, int turns) {

    /** Why a superhero is gone. */
    public enum Cause {
        FALLEN,
        TERMINATED
    }

    static Tombstone later(Tombstone one, Tombstone other) {
        return other.at > one.at ? other : one;
    }
}
