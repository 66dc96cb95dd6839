package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import java.util.Map.Entry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins or undoes a planned termination, and answers whether that is what has become of it: if it is sent again, or by two
 * at once, the answer is the same.
 */
public record DecideTermination(PlannedTermination.State wanted)
        implements EntryProcessor<UUID, PlannedTermination, Boolean> {

    @Override
    public Boolean process(Entry<UUID, @Nullable PlannedTermination> entry) {
        PlannedTermination plan = entry.getValue();
        if (plan == null) {
            return false;
        }
        if (plan.state() == PlannedTermination.State.PLANNED) {
            entry.setValue(plan.in(wanted));
            return true;
        }
        return plan.state() == wanted;
    }
}
