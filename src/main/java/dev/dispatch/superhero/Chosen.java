package dev.dispatch.superhero;

/**
 * Who of a roster is in a {@link HeroChoice}.
 *
 * @param heroes how many
 * @param lastEnlistedAt when the last of them enlisted, in epoch milliseconds; {@link Long#MIN_VALUE} if there are none
 */
public record Chosen(int heroes, long lastEnlistedAt) {
    /** Nobody. */
    public static final Chosen NONE = new Chosen(0, Long.MIN_VALUE);

    /** Those of two rosters. */
    public Chosen plus(Chosen other) {
        return new Chosen(heroes + other.heroes, Math.max(lastEnlistedAt, other.lastEnlistedAt));
    }
}
