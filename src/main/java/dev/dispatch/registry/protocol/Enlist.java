package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnRules;
import java.util.List;
import java.util.UUID;

/** Enlists heroes in a roster, and answers how many had a free name. */
public record Enlist(UUID command, List<String> names, long now, TurnRules rules) implements RosterCommand<Integer> {
    @Override
    public Integer run(Roster roster) {
        return roster.enlist(command, names, now, rules);
    }
}
