package dev.dispatch.registry;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;

/** Asks for the first superheroes of a roster in some order. */
record SelectHeroes(HeroQuery query, int limit) implements RosterQuestion<HeroSelection> {

    @Override
    public HeroSelection ask(Roster roster) {
        return roster.select(query, limit);
    }
}
