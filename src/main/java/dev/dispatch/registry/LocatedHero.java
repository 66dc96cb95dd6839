package dev.dispatch.registry;

import dev.dispatch.superhero.Superhero;
import java.util.UUID;

/**
 * A hero and the center where it lives now.
 *
 * @param centerId the id of the center
 * @param center the city of the center
 */
public record LocatedHero(Superhero superhero, UUID centerId, String center) {}
