package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.List;

/** By what superheroes are sorted; those that are equal go by name. */
public enum HeroOrder {
    NAME("name"),
    HEALTH("health"),
    FIGHTS_WON("fightsWon"),
    FIGHTS_LOST("fightsLost"),
    TURNS("turns"),
    CENTER("center"),
    ACTIVITY("activity"),
    WIN_RATE("winRate"),
    NEXT_TURN("nextTurnAt");

    static final Comparator<String> BY_NAME = String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

    private final String field;

    HeroOrder(String field) {
        this.field = field;
    }

    /** The name of the field in JSON and in the query of a page. */
    public String field() {
        return field;
    }

    /**
     * The order of a field.
     *
     * @throws IllegalArgumentException if one cannot sort by that field; the message lists those by which one can
     */
    public static HeroOrder of(String field) {
        for (HeroOrder order : values()) {
            if (order.field.equals(field)) {
                return order;
            }
        }
        throw new IllegalArgumentException("Superheroes are sorted by one of "
                + List.of(values()).stream().map(HeroOrder::field).toList() + ", not by '" + field + "'");
    }

    /** What comes before the name; in a roster the center of all is the same. */
    long rank(HeroColumns heroes, int slot) {
        return switch (this) {
            case NAME, CENTER -> 0;
            case HEALTH -> heroes.health[slot];
            case FIGHTS_WON -> heroes.won[slot];
            case FIGHTS_LOST -> heroes.lost[slot];
            case TURNS -> heroes.turns(slot);
            case ACTIVITY -> heroes.fighting[slot] ? 0 : 1;
            case WIN_RATE -> winRate(heroes.won[slot], heroes.lost[slot]);
            case NEXT_TURN -> heroes.nextTurnAt[slot];
        };
    }

    private long rank(Superhero hero) {
        return switch (this) {
            case NAME, CENTER -> 0;
            case HEALTH -> hero.health();
            case FIGHTS_WON -> hero.fightsWon();
            case FIGHTS_LOST -> hero.fightsLost();
            case TURNS -> hero.turns();
            case ACTIVITY -> hero.activity() == Activity.FIGHTING ? 0 : 1;
            case WIN_RATE -> winRate(hero.fightsWon(), hero.fightsLost());
            case NEXT_TURN -> hero.nextTurnAt().toEpochMilli();
        };
    }

    /** In parts per million; who has not fought yet comes before who never won. */
    private static long winRate(int won, int lost) {
        return won + lost == 0 ? -1 : 1_000_000L * won / (won + (long) lost);
    }

    int compare(HeroColumns heroes, int a, int b) {
        int order = Long.compare(rank(heroes, a), rank(heroes, b));
        return order != 0 ? order : BY_NAME.compare(heroes.name[a], heroes.name[b]);
    }

    int compare(HeroColumns heroes, int slot, Superhero hero) {
        int order = Long.compare(rank(heroes, slot), rank(hero));
        return order != 0 ? order : BY_NAME.compare(heroes.name[slot], hero.name());
    }

    /** Compares superheroes of any rosters, those of one center as equals if that is the order. */
    public Comparator<Superhero> comparator() {
        return Comparator.<Superhero>comparingLong(this::rank).thenComparing(Superhero::name, BY_NAME);
    }
}
