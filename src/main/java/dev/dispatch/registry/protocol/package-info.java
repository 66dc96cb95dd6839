/** The wire protocol of rosters and planned terminations: commands, queries, answers and their serialization. */
@NullMarked
package dev.dispatch.registry.protocol;

import org.jspecify.annotations.NullMarked;
