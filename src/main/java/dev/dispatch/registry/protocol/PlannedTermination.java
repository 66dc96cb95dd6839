package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.HeroSelection;
import java.time.Instant;
import java.util.UUID;

/**
 * A termination that will happen soon, if nobody undoes it.
 *
 * @param id by which it can be undone, and the id of the command that carries it out
 * @param choice who will be terminated
 * @param count how many these were when it was planned
 * @param dueAt when it will happen
 * @param state what has become of it
 */
public record PlannedTermination(UUID id, HeroSelection choice, int count, Instant dueAt, State state) {

    public PlannedTermination in(State next) {
        return new PlannedTermination(id, choice, count, dueAt, next);
    }

    /** What can become of it: it is decided once, by whoever comes first. */
    public enum State {
        PLANNED,
        BEGUN,
        UNDONE
    }
}
