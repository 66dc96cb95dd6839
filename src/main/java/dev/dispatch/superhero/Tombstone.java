package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.Objects;

/**
 * The end of a hero. Together with the name and the rules, it is enough to replay all turns of the hero.
 *
 * @param at in epoch milliseconds, as is {@code enlistedAt}
 */
public record Tombstone(Cause cause, long at, long enlistedAt, int turns) {
    private static final Comparator<Tombstone> ORDER = Comparator.comparingLong(Tombstone::enlistedAt)
            .thenComparingLong(Tombstone::at)
            .thenComparingInt(Tombstone::turns)
            .thenComparing(Tombstone::cause);

    /** Accepts a cause that only newer centers know. */
    public Tombstone {
        cause = Objects.requireNonNullElse(cause, Cause.TERMINATED);
    }

    /** Why a hero is gone. */
    public enum Cause {
        FALLEN,
        TERMINATED
    }

    /** The tombstone of the later hero. For one hero, the order is arbitrary, but the same everywhere. */
    static Tombstone later(Tombstone a, Tombstone b) {
        return ORDER.compare(a, b) < 0 ? b : a;
    }
}
