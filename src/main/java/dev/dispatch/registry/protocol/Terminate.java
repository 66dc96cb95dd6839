package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;
import java.util.UUID;

/** Terminates those of a roster who are chosen for good, and answers how many these were. */
public record Terminate(UUID command, HeroSelection choice, long now) implements RosterCommand<Integer> {

    @Override
    public Integer run(Roster roster) {
        return roster.terminate(command, choice, now);
    }
}
