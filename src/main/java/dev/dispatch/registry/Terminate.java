package dev.dispatch.registry;

import dev.dispatch.superhero.HeroChoice;
import dev.dispatch.superhero.Roster;
import java.util.UUID;

/** Terminates those of a roster who are chosen for good, and answers how many these were. */
record Terminate(UUID command, HeroChoice choice, long now) implements RosterCommand<Integer> {

    @Override
    public Integer run(Roster roster) {
        return roster.terminate(command, choice, now);
    }
}
