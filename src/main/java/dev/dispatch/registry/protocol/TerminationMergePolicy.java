package dev.dispatch.registry.protocol;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Takes the later state of a planned termination after a split brain. Without state, and public because Hazelcast creates it by
 * name.
 */
public class TerminationMergePolicy
        implements SplitBrainMergePolicy<PlannedTermination, MergingValue<PlannedTermination>, PlannedTermination> {
    @Override
    public @Nullable PlannedTermination merge(
            @Nullable MergingValue<PlannedTermination> merging, @Nullable MergingValue<PlannedTermination> existing) {
        PlannedTermination a = existing == null ? null : existing.getDeserializedValue();
        PlannedTermination b = merging == null ? null : merging.getDeserializedValue();
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return PlannedTermination.later(a, b);
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
