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
    CENTER("center");

    private static final Comparator<String> BY_NAME =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder());

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

    /** Compares two superheroes of one roster, whose center is the same. */
    int compare(HeroColumns heroes, int a, int b) {
        int order = switch (this) {
            case NAME, CENTER -> 0;
            case HEALTH -> Integer.compare(heroes.health[a], heroes.health[b]);
            case FIGHTS_WON -> Integer.compare(heroes.won[a], heroes.won[b]);
            case FIGHTS_LOST -> Integer.compare(heroes.lost[a], heroes.lost[b]);
            case TURNS -> Integer.compare(heroes.turns(a), heroes.turns(b));
        };
        return order != 0 ? order : BY_NAME.compare(heroes.name[a], heroes.name[b]);
    }

    /** Compares superheroes of any rosters, those of one center as equals if that is the order. */
    public Comparator<Superhero> comparator() {
        Comparator<Superhero> byName = Comparator.comparing(Superhero::name, BY_NAME);
        return switch (this) {
            case NAME, CENTER -> byName;
            case HEALTH -> Comparator.comparingInt(Superhero::health).thenComparing(byName);
            case FIGHTS_WON -> Comparator.comparingInt(Superhero::fightsWon).thenComparing(byName);
            case FIGHTS_LOST -> Comparator.comparingInt(Superhero::fightsLost).thenComparing(byName);
            case TURNS -> Comparator.comparingInt(Superhero::turns).thenComparing(byName);
        };
    }
}
