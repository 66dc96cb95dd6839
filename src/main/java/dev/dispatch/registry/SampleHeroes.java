package dev.dispatch.registry;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;

/** Asks for the last of each so many superheroes of a roster in some order. */
record SampleHeroes(HeroQuery query, int step) implements RosterQuestion<HeroSelection> {

    @Override
    public HeroSelection ask(Roster roster) {
        return roster.sample(query, step);
    }
}
