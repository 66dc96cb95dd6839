/** Samples of the last 15 minutes of each center, kept in the cluster; they outlive the center. */
@NullMarked
package dev.dispatch.history;

import org.jspecify.annotations.NullMarked;
