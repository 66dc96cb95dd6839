/** A simulator of whole clusters. */
@NullMarked
package dev.dispatch.simulation;

import org.jspecify.annotations.NullMarked;
