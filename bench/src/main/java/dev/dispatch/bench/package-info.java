/** Measures Dispatch and its peers: the command line, the scenarios, and the report. */
@NullMarked
package dev.dispatch.bench;

import org.jspecify.annotations.NullMarked;
