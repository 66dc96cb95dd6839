package dev.dispatch.registry.protocol;

import com.hazelcast.map.EntryProcessor;
import dev.dispatch.superhero.Roster;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to a roster by its owner and replayed by its backups. One instance runs on several partition threads
 * at once, and may arrive before the application is ready: it has no state of its own, and looks nothing up.
 */
public interface RosterCommand<R> extends EntryProcessor<Integer, Roster, R> {

    R run(Roster roster);

    @Override
    default R process(Entry<Integer, @Nullable Roster> entry) {
        Roster present = entry.getValue();
        if (present != null) {
            // changed in place: the map holds the object itself, and setting it again would only cost
            return run(present);
        }
        Roster first = new Roster();
        R answer = run(first);
        entry.setValue(first);
        return answer;
    }
}
