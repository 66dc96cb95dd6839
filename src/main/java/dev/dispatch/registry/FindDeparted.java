package dev.dispatch.registry;

import dev.dispatch.superhero.Departed;
import dev.dispatch.superhero.Roster;
import org.jspecify.annotations.Nullable;

/** Asks how a superhero ended who is gone. */
record FindDeparted(String name) implements RosterQuestion<Departed> {

    @Override
    public @Nullable Departed ask(Roster roster) {
        return roster.departed(name);
    }
}
