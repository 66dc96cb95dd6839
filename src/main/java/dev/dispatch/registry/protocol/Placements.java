package dev.dispatch.registry.protocol;

import dev.dispatch.superhero.Placement;
import java.util.List;

/** Where a superhero has lived, the present home last. */
public record Placements(List<Placement> all) {}
