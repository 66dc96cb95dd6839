/** JMH benchmarks of the inner loop, without a cluster. */
@NullMarked
package dev.dispatch.bench.jmh;

import org.jspecify.annotations.NullMarked;
