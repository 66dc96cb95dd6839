package dev.dispatch.superhero;

import java.util.List;

/**
 * What a roster answers to a {@link HeroQuery}.
 *
 * @param matching how many of its superheroes match, whether they are shown or not
 * @param skipped how many of these come before those that the query starts with
 * @param heroes those that were asked for, in order
 */
public record RosterSlice(int matching, int skipped, List<Superhero> heroes) {

    /** How many there would be if all were asked for. */
    public int available() {
        return matching - skipped;
    }
}
