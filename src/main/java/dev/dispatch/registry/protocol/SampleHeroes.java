package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.RosterSlice;

/** Asks for the last of each so many superheroes of a roster in some order. */
public record SampleHeroes(HeroQuery query, int step) implements RosterQuery<RosterSlice> {

    @Override
    public RosterSlice ask(Roster roster) {
        return roster.sample(query, step);
    }
}
