package dev.dispatch.registry;

import dev.dispatch.superhero.Roster;
import java.util.UUID;

/** Terminates a superhero for good, and answers whether there was one. */
record Terminate(UUID command, String name, long now) implements RosterCommand<Boolean> {

    @Override
    public Boolean run(Roster roster) {
        return roster.terminate(command, name, now);
    }
}
