/** The REST API. */
@NullMarked
package dev.dispatch.web.api;

import org.jspecify.annotations.NullMarked;
