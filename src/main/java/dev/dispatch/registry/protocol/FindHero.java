package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroLookup;
import dev.dispatch.superhero.Roster;

/** Looks up a hero by name. */
public record FindHero(String name) implements RosterQuery<HeroLookup> {
    @Override
    public HeroLookup ask(Roster roster) {
        return roster.lookUp(name);
    }
}
