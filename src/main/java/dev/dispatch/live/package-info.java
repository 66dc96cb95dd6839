/** Live updates of the page: STOMP subscriptions, and the HTML pushed to them when it changes. */
@NullMarked
package dev.dispatch.live;

import org.jspecify.annotations.NullMarked;
