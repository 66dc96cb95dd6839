package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Roster;
import org.jspecify.annotations.Nullable;

/** Asks what a roster has to do. */
public record Sweep() implements RosterQuery<SweepReport> {

    @Override
    public @Nullable SweepReport ask(Roster roster) {
        return new SweepReport(roster.size(), roster.nextTurnAt());
    }
}
