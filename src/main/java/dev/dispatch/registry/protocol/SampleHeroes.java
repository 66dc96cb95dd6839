package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Roster;

/** Asks for every {@code step}-th hero of a query. */
public record SampleHeroes(HeroQuery query, int step) implements RosterQuery<Roster.Slice> {
    @Override
    public Roster.Slice ask(Roster roster) {
        return roster.sample(query, step);
    }
}
