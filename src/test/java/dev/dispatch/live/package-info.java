/** What browsers that watch get pushed. */
@NullMarked
package dev.dispatch.live;

import org.jspecify.annotations.NullMarked;
