/** Tests of HTTP responses. */
@NullMarked
package dev.dispatch.web;

import org.jspecify.annotations.NullMarked;
