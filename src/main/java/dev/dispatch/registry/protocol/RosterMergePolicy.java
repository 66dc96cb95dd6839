package dev.dispatch.registry.protocol;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.dispatch.superhero.Roster;
import org.jspecify.annotations.Nullable;

/** Unites what two halves of a split cluster know of a roster, hero by hero; public because Hazelcast creates it by name. */
public class RosterMergePolicy implements SplitBrainMergePolicy<Roster, MergingValue<Roster>, Roster> {

    @Override
    public @Nullable Roster merge(@Nullable MergingValue<Roster> merging, @Nullable MergingValue<Roster> existing) {
        Roster one = existing == null ? null : existing.getDeserializedValue();
        Roster other = merging == null ? null : merging.getDeserializedValue();
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Roster.merge(one, other);
    }

    @Override
    public void writeData(ObjectDataOutput out) {
        // has no state
    }

    @Override
    public void readData(ObjectDataInput in) {
        // has no state
    }
}
