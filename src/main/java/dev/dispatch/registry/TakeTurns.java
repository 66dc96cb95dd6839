package dev.dispatch.registry;

import dev.dispatch.superhero.CrimeFighting;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;

/** One beat of a center. */
record TakeTurns(Residence here, CrimeFighting rules) implements RosterCommand<TurnReport> {

    @Override
    public TurnReport run(Roster roster) {
        return roster.takeTurns(here, rules);
    }
}
