package dev.dispatch.registry;

import dev.dispatch.superhero.Attendance;
import dev.dispatch.superhero.CrimeFighting;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import org.jspecify.annotations.Nullable;

/** One beat of a center, which knows who else is there. */
record TakeTurns(Residence here, @Nullable Attendance attendance, CrimeFighting rules)
        implements RosterCommand<TurnReport> {

    @Override
    public TurnReport run(Roster roster) {
        return roster.takeTurns(here, attendance, rules);
    }
}
