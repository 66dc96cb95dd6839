package dev.dispatch.registry;

import dev.dispatch.superhero.CrimeFighting;
import dev.dispatch.superhero.Roster;
import java.util.List;
import java.util.UUID;

/** Enlists superheroes of one roster, and answers how many had a name that nobody has. */
record Enlist(UUID command, List<String> names, long now, CrimeFighting rules) implements RosterCommand<Integer> {

    @Override
    public Integer run(Roster roster) {
        return roster.enlist(command, names, now, rules);
    }
}
