/** The page and the REST API of a center, and who may call them. */
@NullMarked
package dev.dispatch.web;

import org.jspecify.annotations.NullMarked;
