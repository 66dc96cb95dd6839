/** The REST API and its OpenAPI description. */
@NullMarked
package dev.dispatch.web.api;

import org.jspecify.annotations.NullMarked;
