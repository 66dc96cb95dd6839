package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Tombstone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks where a superhero has lived since it enlisted. */
public record FindResidences(String name) implements RosterQuery<Placements> {

    @Override
    public @Nullable Placements ask(Roster roster) {
        var hero = roster.find(name);
        List<Placement> all = roster.residences();
        if (hero == null) {
            Tombstone departed = roster.departed(name);
            return departed == null ? null : new Placements(during(all, departed));
        }
        int enlistedAt = all.size() - 1 - hero.epoch();
        List<Placement> own = new ArrayList<>(all.subList(Math.max(0, enlistedAt), all.size()));
        if (enlistedAt >= 0 && !own.isEmpty()) {
            // why others came there before it says nothing about this one
            own.set(0, own.get(0).because(null));
        }
        return new Placements(own);
    }

    /** The homes of a life that is over: those that began before its end, but for those that had ended when it began. */
    private static List<Placement> during(List<Placement> all, Tombstone departed) {
        List<Placement> begun = all.stream()
                .filter(home -> home.since().toEpochMilli() <= departed.at())
                .toList();
        long over = begun.stream()
                .skip(1)
                .filter(home -> home.since().toEpochMilli() <= departed.enlistedAt())
                .count();
        return begun.subList((int) over, begun.size());
    }
}
