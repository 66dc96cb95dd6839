/** What all peer processes share: the command line, the HTTP surface, the work of a turn and the figures about it. */
@NullMarked
package dev.dispatch.bench.peer;

import org.jspecify.annotations.NullMarked;
