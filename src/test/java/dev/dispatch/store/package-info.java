@NullMarked
package dev.dispatch.store;

import org.jspecify.annotations.NullMarked;
