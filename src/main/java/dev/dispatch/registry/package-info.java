/** The registry: the replicated rosters, the commands and questions to them, and how two halves of a split cluster unite them. */
@NullMarked
package dev.dispatch.registry;

import org.jspecify.annotations.NullMarked;
