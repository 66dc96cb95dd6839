package dev.dispatch.registry;

import dev.dispatch.superhero.Departed;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Roster;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks where a superhero has lived since it enlisted. */
record FindResidences(String name) implements RosterQuestion<Residences> {

    @Override
    public @Nullable Residences ask(Roster roster) {
        var hero = roster.find(name);
        List<Residence> all = roster.residences();
        if (hero == null) {
            Departed departed = roster.departed(name);
            return departed == null ? null : new Residences(during(all, departed));
        }
        int enlistedAt = all.size() - 1 - hero.epoch();
        List<Residence> own = new ArrayList<>(all.subList(Math.max(0, enlistedAt), all.size()));
        if (enlistedAt >= 0 && !own.isEmpty()) {
            // why others came there before it says nothing about this one
            own.set(0, own.get(0).because(null));
        }
        return new Residences(own);
    }

    /** The homes of a life that is over: those that began before its end, but for those that had ended when it began. */
    private static List<Residence> during(List<Residence> all, Departed departed) {
        List<Residence> begun = all.stream()
                .filter(home -> home.since().toEpochMilli() <= departed.at())
                .toList();
        long over = begun.stream()
                .skip(1)
                .filter(home -> home.since().toEpochMilli() <= departed.enlistedAt())
                .count();
        return begun.subList((int) over, begun.size());
    }
}
