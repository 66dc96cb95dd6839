package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.registry.protocol.PlannedTermination.State;
import java.util.Map.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins or undoes a planned termination, and answers whether it is in the wanted state. The first decision is final. */
public record DecideTermination(State wanted) implements EntryProcessor<UUID, PlannedTermination, Boolean> {
    @Override
    public Boolean process(Entry<UUID, @Nullable PlannedTermination> entry) {
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
