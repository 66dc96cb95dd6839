/** The benchmark of Dispatch and its peers: command line, scenarios and report. */
@NullMarked
package dev.dispatch.bench;

import org.jspecify.annotations.NullMarked;
