/** What a browser that watches gets pushed: who looks at what, and what has changed there. */
@NullMarked
package dev.dispatch.live;

import org.jspecify.annotations.NullMarked;
