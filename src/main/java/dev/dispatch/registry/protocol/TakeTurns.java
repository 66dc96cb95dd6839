package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnRules;
import org.jspecify.annotations.Nullable;

/** One beat of the owner of a roster. */
public record TakeTurns(Placement here, @Nullable MembershipView members, TurnRules rules)
        implements RosterCommand<TurnReport> {
    @Override
    public TurnReport run(Roster roster) {
        return roster.takeTurns(here, members, rules);
    }
}
