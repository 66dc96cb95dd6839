/** What operators use: messages about failed starts, log, health, metrics, and the endpoint that shuts centers down. */
@NullMarked
package dev.dispatch.operations;

import org.jspecify.annotations.NullMarked;
