/** Tests of live updates, with STOMP clients and with a real browser. */
@NullMarked
package dev.dispatch.live;

import org.jspecify.annotations.NullMarked;
