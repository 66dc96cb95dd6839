/** The patrol: the loop that runs what is due in the rosters that this center owns. Nobody calls it, it watches. */
@NullMarked
package dev.dispatch.patrol;

import org.jspecify.annotations.NullMarked;
