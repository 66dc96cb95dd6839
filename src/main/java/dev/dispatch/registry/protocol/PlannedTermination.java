package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Superhero;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A termination that can be undone until it is due.
 *
 * @param id also the id of the command that executes it
 * @param count number of selected heroes when it was planned
 */
public record PlannedTermination(UUID id, HeroSelection selection, int count, Instant dueAt, State state) {
    /** The first of some planned terminations which includes a hero; null if none does. */
    public static @Nullable PlannedTermination of(Superhero hero, List<PlannedTermination> plans) {
        return plans.stream()
                .filter(plan -> plan.selection.includes(hero))
                .findFirst()
                .orElse(null);
    }

    public PlannedTermination withState(State next) {
        return new PlannedTermination(id, selection, count, dueAt, next);
    }

    /**
     * A plan is begun or undone once; {@link DecideTermination} decides it. It is kept for a while after it is done, so that a late
     * retry of {@link StoreTermination} does not bring it back.
     */
    public enum State {
        PLANNED,
        BEGUN,
        UNDONE,
        DONE
    }

    /** Stores a new plan. A repeated command changes nothing. */
    public record StoreTermination(PlannedTermination plan)
            implements EntryProcessor<UUID, PlannedTermination, Boolean> {
        @Override
        public Boolean process(Map.Entry<UUID, @Nullable PlannedTermination> entry) {
            if (entry.getValue() != null) {
                return false;
            }
            entry.setValue(plan);
            return true;
        }
    }

    /** Marks a plan as done, and answers whether it was not done before. */
    public record CompleteTermination() implements EntryProcessor<UUID, PlannedTermination, Boolean> {
        @Override
        public Boolean process(Map.Entry<UUID, @Nullable PlannedTermination> entry) {
            PlannedTermination plan = entry.getValue();
            if (plan == null || plan.state() == State.DONE) {
                return false;
            }
            entry.setValue(plan.withState(State.DONE));
            return true;
        }
    }

    /** Begins or undoes a planned termination, and answers whether it is in the wanted state. The first decision is final. */
    public record DecideTermination(State wanted) implements EntryProcessor<UUID, PlannedTermination, Boolean> {
        @Override
        public Boolean process(Map.Entry<UUID, @Nullable PlannedTermination> entry) {
            PlannedTermination plan = entry.getValue();
            if (plan == null) {
                return false;
            }
            if (plan.state() == State.PLANNED) {
                entry.setValue(plan.withState(wanted));
                return true;
            }
            return plan.state() == wanted;
        }
    }
}
