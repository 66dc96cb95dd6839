package dev.dispatch.registry;

import dev.dispatch.superhero.Superhero;
import java.util.UUID;

/** A hero, with the id and the city of the center where it lives now. */
public record LocatedHero(Superhero superhero, UUID centerId, String center) {}
