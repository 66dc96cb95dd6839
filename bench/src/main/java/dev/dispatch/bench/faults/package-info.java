/** Faults of real centers in network namespaces, and whether what the centers acknowledged holds afterwards. */
@NullMarked
package dev.dispatch.bench.faults;

import org.jspecify.annotations.NullMarked;
