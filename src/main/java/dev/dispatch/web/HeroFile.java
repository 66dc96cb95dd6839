package dev.dispatch.web;

import dev.dispatch.registry.HomedSuperhero;
import dev.dispatch.superhero.Residence;
import dev.dispatch.superhero.Turn;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of one superhero, for its template.
 *
 * @param current its state, or null if it is gone
 * @param residences where it has been, the present home last
 * @param turns the last that it took, newest first
 */
record HeroFile(String name, @Nullable HomedSuperhero current, List<Residence> residences, List<Turn> turns) {

    /** Since when it has been there; whoever shares its home can have been there before it enlisted. */
    public Instant since(Residence residence) {
        return current == null
                ? residence.since()
                : Collections.max(List.of(residence.since(), current.superhero().enlistedAt()));
    }
}
