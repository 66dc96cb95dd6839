package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.Roster;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A change of a roster, executed by its owner and replayed by its backups. Several partition threads may share one instance, and
 * it may arrive before the application context is ready, so it has no mutable state and looks up no beans.
 */
public interface RosterCommand<R> extends EntryProcessor<Integer, Roster, R> {
    R run(Roster roster);

    @Override
    default R process(Entry<Integer, @Nullable Roster> entry) {
        Roster present = entry.getValue();
        if (present != null) {
            // changed in place: the map holds the object itself, so setting it again is not needed
            return run(present);
        }
        Roster created = new Roster();
        R answer = run(created);
        entry.setValue(created);
        return answer;
    }
}
