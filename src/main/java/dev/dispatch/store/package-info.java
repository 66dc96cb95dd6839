/** The store which remembers heroes when the last center has stopped. */
@NullMarked
package dev.dispatch.store;

import org.jspecify.annotations.NullMarked;
