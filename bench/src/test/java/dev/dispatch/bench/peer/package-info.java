@NullMarked
package dev.dispatch.bench.peer;

import org.jspecify.annotations.NullMarked;
