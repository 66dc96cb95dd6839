package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Tombstone;
import org.jspecify.annotations.Nullable;

/** Asks how a superhero ended who is gone. */
public record FindDeparted(String name) implements RosterQuery<Tombstone> {

    @Override
    public @Nullable Tombstone ask(Roster roster) {
        return roster.departed(name);
    }
}
