package dev.dispatch.superhero;

import dev.dispatch.superhero.Superhero.Activity;
import java.util.Comparator;
import java.util.List;

/** Sort keys for heroes; ties are broken by name. */
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

    /** The field's name in JSON and in query strings. */
    public String field() {
        return field;
    }

    /** Finds the order for a field name; the {@link IllegalArgumentException} for another name lists the sortable fields. */
    public static HeroOrder of(String field) {
        for (HeroOrder order : values()) {
            if (order.field.equals(field)) {
                return order;
            }
        }
        throw new IllegalArgumentException("Superheroes are sorted by one of "
                + List.of(values()).stream().map(HeroOrder::field).toList() + ", not by '" + field + "'");
    }

    /** The primary sort key. It ignores the center, which is the same for all heroes of a roster. */
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

    /** In parts per million; heroes without a fight sort before those without a win. */
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

    /** Compares heroes of any rosters. For {@link #CENTER} it compares names only: a hero does not know its center. */
    public Comparator<Superhero> comparator() {
        return Comparator.<Superhero>comparingLong(this::rank).thenComparing(Superhero::name, BY_NAME);
    }
}
