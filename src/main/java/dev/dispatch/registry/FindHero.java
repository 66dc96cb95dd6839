package dev.dispatch.registry;

import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Superhero;
import org.jspecify.annotations.Nullable;

/** Asks for the state of one superhero. */
record FindHero(String name) implements RosterQuestion<Superhero> {

    @Override
    public @Nullable Superhero ask(Roster roster) {
        return roster.find(name);
    }
}
