package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.Roster;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Merges a roster of the other half of a split into the present one, at its owner and its backups. Repeating it changes nothing.
 *
 * @param other not changed, and not kept
 */
public record MergeRoster(Roster other) implements EntryProcessor<Integer, Roster, Boolean> {

    /** Always answers true. */
    @Override
    public Boolean process(Entry<Integer, @Nullable Roster> entry) {
        Roster present = entry.getValue();
        entry.setValue(Roster.merge(present == null ? new Roster() : present, other));
        return true;
    }
}
