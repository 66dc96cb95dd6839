package dev.dispatch.registry;

import dev.dispatch.superhero.Departed;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Roster;
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
        return new Residences(all.subList(Math.max(0, all.size() - 1 - hero.epoch()), all.size()));
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
