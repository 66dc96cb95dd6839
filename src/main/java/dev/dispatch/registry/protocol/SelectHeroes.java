package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSlice;

/** Asks for the first superheroes of a roster in some order. */
public record SelectHeroes(HeroQuery query, int limit) implements RosterQuery<RosterSlice> {

    @Override
    public RosterSlice ask(Roster roster) {
        return roster.select(query, limit);
    }
}
