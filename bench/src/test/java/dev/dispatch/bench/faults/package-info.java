@NullMarked
package dev.dispatch.bench.faults;

import org.jspecify.annotations.NullMarked;
