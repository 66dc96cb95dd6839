package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;
import java.util.UUID;

/** Terminates the selected heroes of a roster, and answers how many there were. */
public record Terminate(UUID command, HeroSelection selection, long now) implements RosterCommand<Integer> {
    @Override
    public Integer run(Roster roster) {
        return roster.terminate(command, selection, now);
    }
}
