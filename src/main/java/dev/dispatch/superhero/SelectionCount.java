package dev.dispatch.superhero;

/**
 * Who of a roster is in a {@link HeroSelection}.
 *
 * @param heroes how many
 * @param lastEnlistedAt when the last of them enlisted, in epoch milliseconds; {@link Long#MIN_VALUE} if there are none
 */
public record SelectionCount(int heroes, long lastEnlistedAt) {
    /** Nobody. */
    public static final SelectionCount NONE = new SelectionCount(0, Long.MIN_VALUE);

    /** Those of two rosters. */
    public SelectionCount plus(SelectionCount other) {
        return new SelectionCount(heroes + other.heroes, Math.max(lastEnlistedAt, other.lastEnlistedAt));
    }
}
