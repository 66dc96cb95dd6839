/** Static checks of the files in {@code deploy}. */
@NullMarked
package dev.dispatch.deploy;

import org.jspecify.annotations.NullMarked;
