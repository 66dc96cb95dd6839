/** The pages that people see: their sections, charts, tables and forms. */
@NullMarked
package dev.dispatch.web.console;

import org.jspecify.annotations.NullMarked;
