package dev.dispatch.registry;

import dev.dispatch.superhero.Residence;
import java.util.List;

/** Where a superhero has lived, the present home last. */
record Residences(List<Residence> all) {}
