/** What happened: the events of the cluster, in a replicated log that outlives the center that wrote them. */
@NullMarked
package dev.dispatch.feed;

import org.jspecify.annotations.NullMarked;
