/** Starts, queries and stops the measured processes, and measures them from outside. */
@NullMarked
package dev.dispatch.bench.cluster;

import org.jspecify.annotations.NullMarked;
