package dev.dispatch.superhero;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a lookup by name.
 *
 * @param hero the living hero; null if there is none
 * @param tombstone of the last hero of this name; null if a hero of this name is alive, or no tombstone is kept
 * @param placements of this incarnation only, latest last, at most 16; the first has no reason
 */
public record HeroLookup(@Nullable Superhero hero, @Nullable Tombstone tombstone, List<Placement> placements) {
    public static final HeroLookup UNKNOWN = new HeroLookup(null, null, List.of());
}
