/** The inner loop alone, without a cluster around it. */
@NullMarked
package dev.dispatch.bench.jmh;

import org.jspecify.annotations.NullMarked;
