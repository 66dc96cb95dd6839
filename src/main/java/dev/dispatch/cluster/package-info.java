/** The cluster: its settings, its members as dispatch centers with their cities, and telling one of them to leave. */
@NullMarked
package dev.dispatch.cluster;

import org.jspecify.annotations.NullMarked;
