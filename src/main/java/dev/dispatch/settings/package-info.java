/** All settings of a center, and the checks that need the machine: its address and its HTTP port. */
@NullMarked
package dev.dispatch.settings;

import org.jspecify.annotations.NullMarked;
