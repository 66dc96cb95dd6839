package dev.dispatch.registry;

import dev.dispatch.superhero.Superhero;
import java.util.UUID;

/** The center where a superhero lives now, and its city. */
record Home(UUID id, String city) {
    LocatedHero of(Superhero hero) {
        return new LocatedHero(hero, id, city);
    }
}
