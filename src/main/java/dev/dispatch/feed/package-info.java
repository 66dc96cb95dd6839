/** The events of the cluster, in replicated ring buffers that outlive the center where an event happened. */
@NullMarked
package dev.dispatch.feed;

import org.jspecify.annotations.NullMarked;
