/** The loop that runs what is due in the rosters of this center. Commands never call it: it polls the rosters. */
@NullMarked
package dev.dispatch.patrol;

import org.jspecify.annotations.NullMarked;
