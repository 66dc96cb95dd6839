package dev.dispatch.superhero;

import org.jspecify.annotations.Nullable;

/**
 * The state of a hero as a store keeps it: at one of its turns, or at its end. Times are in milliseconds of the cluster's clock.
 *
 * @param turns how many turns it had taken
 * @param endedAt when it fell or was terminated; 0 while it lives
 * @param cause why it is gone; null while it lives, or if the cause is unknown
 */
public record SavedHero(
        String name,
        long enlistedAt,
        int turns,
        int health,
        boolean fighting,
        int won,
        int lost,
        int rests,
        long nextTurnAt,
        long endedAt,
        Tombstone.@Nullable Cause cause) {
    /** A hero is saved again after so many turns. */
    private static final int TURNS_BETWEEN_SAVES = 1_000;

    /** Whether a hero is saved after this turn. Heroes that enlist together are saved at different turns. */
    static boolean isSavedAfter(int turns, String name) {
        return Math.floorMod(turns + name.hashCode(), TURNS_BETWEEN_SAVES) == 0;
    }

    public boolean lives() {
        return endedAt == 0;
    }

    /**
     * Whether a store that holds this state replaces it by {@code other}: by a later hero of that name, or by a state of the same
     * hero that is not older. An end by fall or termination is final. One of unknown cause is not: the hero can live in the other half of a
     * split.
     */
    public boolean yieldsTo(SavedHero other) {
        if (enlistedAt != other.enlistedAt) {
            return enlistedAt < other.enlistedAt;
        }
        return cause == null && (!other.lives() || turns <= other.turns);
    }

    SavedHero ended(Tombstone.Cause why, long at) {
        return new SavedHero(name, enlistedAt, turns, health, fighting, won, lost, rests, nextTurnAt, at, why);
    }
}
