package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Superhero;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A termination that can be undone until it is due.
 *
 * @param id also the id of the command that executes it
 * @param count number of selected heroes when it was planned
 * @param members of the cluster when it was planned, oldest first
 */
public record PlannedTermination(
        UUID id, HeroSelection selection, int count, Instant dueAt, State state, List<UUID> members) {
    /** How long the smaller side of a split leaves a due plan to the other side. After a crash, there is no other side. */
    public static final Duration MINORITY_DELAY = Duration.ofMinutes(1);

    /** Accepts a state that only newer centers know: they execute the plan. */
    public PlannedTermination {
        state = Objects.requireNonNullElse(state, State.DONE);
    }

    /** The first of some planned terminations which includes a hero; null if none does. */
    public static @Nullable PlannedTermination of(Superhero hero, List<PlannedTermination> plans) {
        return plans.stream()
                .filter(plan -> plan.selection.includes(hero))
                .findFirst()
                .orElse(null);
    }

    /** The one with the later state, of two replicas of a plan. */
    static PlannedTermination later(PlannedTermination a, PlannedTermination b) {
        return a.state.compareTo(b.state) < 0 ? b : a;
    }

    public PlannedTermination withState(State next) {
        return new PlannedTermination(id, selection, count, dueAt, next, members);
    }

    /**
     * Whether a side of a split may decide between undo and begin: most of the members must be present, or half of them with the
     * oldest, so that no other side may. Members that leave gracefully do not count. Otherwise it must wait.
     */
    public boolean mayBeDecidedBy(MembershipView side, Instant now) {
        List<UUID> remaining = members.stream()
                .filter(member -> !side.leaving().contains(member))
                .toList();
        List<UUID> here = remaining.stream()
                .filter(member ->
                        side.present().contains(member) || side.merged().contains(member))
                .toList();
        boolean half = 2 * here.size() == remaining.size() && (remaining.isEmpty() || here.contains(remaining.get(0)));
        return half || 2 * here.size() > remaining.size() || !now.isBefore(dueAt.plus(MINORITY_DELAY));
    }

    /**
     * A plan is begun or undone once; {@link DecideTermination} decides it. It is kept for a while after it is done, so that neither
     * a late retry of {@link StoreTermination} nor the other side of a split brings it back. A merge takes the later of two
     * states: a side that has begun a plan, but may not decide it, has terminated nothing.
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

    /** Merges the plan of the other side of a split. Repeating it changes nothing. */
    public record MergeTermination(PlannedTermination other)
            implements EntryProcessor<UUID, PlannedTermination, Boolean> {
        /** Always answers true. */
        @Override
        public Boolean process(Map.Entry<UUID, @Nullable PlannedTermination> entry) {
            PlannedTermination present = entry.getValue();
            entry.setValue(present == null ? other : later(present, other));
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
            // no longer needs the names, of which there may be hundreds
            HeroSelection none =
                    new HeroSelection(List.of(), null, plan.selection().enlistedUntil());
            entry.setValue(new PlannedTermination(plan.id(), none, plan.count(), plan.dueAt(), State.DONE, List.of()));
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
