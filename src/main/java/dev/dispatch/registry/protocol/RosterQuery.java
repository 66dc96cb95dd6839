package dev.dispatch.registry.protocol;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.Roster;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** A read-only query to a roster, executed by its owner. A roster that does not exist yet answers null. */
public interface RosterQuery<R> extends EntryProcessor<Integer, Roster, @Nullable R>, ReadOnly {
    @Nullable
    R ask(Roster roster);

    @Override
    default @Nullable R process(Entry<Integer, @Nullable Roster> entry) {
        Roster roster = entry.getValue();
        return roster == null ? null : ask(roster);
    }
}
