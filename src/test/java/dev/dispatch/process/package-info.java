/** The packaged jar, run as its users run it: one process for each center. */
@NullMarked
package dev.dispatch.process;

import org.jspecify.annotations.NullMarked;
