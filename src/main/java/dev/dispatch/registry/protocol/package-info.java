/** What travels to rosters and back: commands, queries, answers, and their Compact serialization. */
@NullMarked
package dev.dispatch.registry.protocol;

import org.jspecify.annotations.NullMarked;
