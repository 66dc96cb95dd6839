/** The registry of heroes: the replicated rosters, the client which calls them, and planned terminations. */
@NullMarked
package dev.dispatch.registry;

import org.jspecify.annotations.NullMarked;
