/** How the centers did over the last minutes: a row of samples each, kept in the cluster and outliving the center that wrote it. */
@NullMarked
package dev.dispatch.history;

import org.jspecify.annotations.NullMarked;
