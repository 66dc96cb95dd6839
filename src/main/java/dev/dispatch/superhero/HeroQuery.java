package dev.dispatch.superhero;

/**
 * Which superheroes of a roster to show first.
 *
 * @param search part of their names, case-insensitive; empty for all
 * @param order by what they are sorted
 * @param descending the largest first; names then go from Z to A, too
 * @param limit how many at most
 */
public record HeroQuery(String search, HeroOrder order, boolean descending, int limit) {

    boolean matches(String name) {
        int last = name.length() - search.length();
        for (int start = 0; start <= last; start++) {
            if (name.regionMatches(true, start, search, 0, search.length())) {
                return true;
            }
        }
        return false;
    }

    int compare(HeroColumns heroes, int a, int b) {
        return descending ? order.compare(heroes, b, a) : order.compare(heroes, a, b);
    }
}
