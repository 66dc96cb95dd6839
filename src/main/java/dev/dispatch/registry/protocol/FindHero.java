package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Superhero;
import org.jspecify.annotations.Nullable;

/** Asks for the state of one superhero. */
public record FindHero(String name) implements RosterQuery<Superhero> {

    @Override
    public @Nullable Superhero ask(Roster roster) {
        return roster.find(name);
    }
}
