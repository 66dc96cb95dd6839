package dev.dispatch.registry.protocol;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.dispatch.superhero.Roster;
import org.jspecify.annotations.Nullable;

/** Merges a roster after a split brain. Without state, and public because Hazelcast creates it by name. */
public class RosterMergePolicy implements SplitBrainMergePolicy<Roster, MergingValue<Roster>, Roster> {
    @Override
    public @Nullable Roster merge(@Nullable MergingValue<Roster> merging, @Nullable MergingValue<Roster> existing) {
        Roster a = existing == null ? null : existing.getDeserializedValue();
        Roster b = merging == null ? null : merging.getDeserializedValue();
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Roster.merge(a, b);
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
}
