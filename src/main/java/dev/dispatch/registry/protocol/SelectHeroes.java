package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroQuery;
import dev.dispatch.superhero.Roster;

/** Asks for the first heroes of a query. */
public record SelectHeroes(HeroQuery query, int limit) implements RosterQuery<Roster.Slice> {
    @Override
    public Roster.Slice ask(Roster roster) {
        return roster.select(query, limit);
    }
}
