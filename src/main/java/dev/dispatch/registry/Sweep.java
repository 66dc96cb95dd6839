package dev.dispatch.registry;

import dev.dispatch.superhero.Roster;
import org.jspecify.annotations.Nullable;

/** Asks what a roster has to do. */
record Sweep() implements RosterQuestion<SweepReport> {

    @Override
    public @Nullable SweepReport ask(Roster roster) {
        return new SweepReport(roster.size(), roster.nextTurnAt());
    }
}
