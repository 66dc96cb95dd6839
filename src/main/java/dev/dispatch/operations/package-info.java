/** Operations: health, metrics, log, messages about failed starts, and the endpoint that shuts centers down. */
@NullMarked
package dev.dispatch.operations;

import org.jspecify.annotations.NullMarked;
