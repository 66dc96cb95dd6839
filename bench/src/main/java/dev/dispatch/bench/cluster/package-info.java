/** Starts, asks and stops the processes that are compared, and takes their figures from outside. */
@NullMarked
package dev.dispatch.bench.cluster;

import org.jspecify.annotations.NullMarked;
