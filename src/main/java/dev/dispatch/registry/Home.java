package dev.dispatch.registry;

import dev.dispatch.superhero.Superhero;
import java.util.UUID;

/** The center where a superhero lives now, and its city. */
record Home(UUID id, String city) {
    HomedSuperhero of(Superhero hero) {
        return new HomedSuperhero(hero, id, city);
    }
}
