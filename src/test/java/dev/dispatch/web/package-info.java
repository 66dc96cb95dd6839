/** What browsers and programs get from a center over HTTP. */
@NullMarked
package dev.dispatch.web;

import org.jspecify.annotations.NullMarked;
