/** The console: its pages, the sections that are pushed to them, and its forms. */
@NullMarked
package dev.dispatch.web.console;

import org.jspecify.annotations.NullMarked;
