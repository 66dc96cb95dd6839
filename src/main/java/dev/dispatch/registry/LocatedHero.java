package dev.dispatch.registry;

import dev.dispatch.superhero.Superhero;
import java.util.UUID;

/**
 * A superhero and where it is now.
 *
 * @param superhero its state
 * @param centerId the id of the center
 * @param center its city
 */
public record LocatedHero(Superhero superhero, UUID centerId, String center) {}
