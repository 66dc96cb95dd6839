package dev.dispatch.registry;

import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Roster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks where a superhero has lived since it enlisted. */
record FindResidences(String name) implements RosterQuestion<Residences> {

    @Override
    public @Nullable Residences ask(Roster roster) {
        var hero = roster.find(name);
        if (hero == null) {
            return null;
        }
        List<Residence> all = roster.residences();
        return new Residences(all.subList(Math.max(0, all.size() - 1 - hero.epoch()), all.size()));
    }
}
