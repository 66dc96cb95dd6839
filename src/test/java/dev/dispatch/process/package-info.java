/** Tests of the packaged jar as users run it: one process or container per center. */
@NullMarked
package dev.dispatch.process;

import org.jspecify.annotations.NullMarked;
