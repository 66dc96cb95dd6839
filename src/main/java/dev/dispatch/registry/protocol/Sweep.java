package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Roster;

/** Asks for the size of a roster and its next deadline. */
public record Sweep() implements RosterQuery<SweepReport> {
    @Override
    public SweepReport ask(Roster roster) {
        return new SweepReport(roster.size(), roster.nextTurnAt());
    }
}
