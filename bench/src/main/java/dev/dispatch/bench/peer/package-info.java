/** The parts that all peer processes share: command line, HTTP API, the turn of a hero, and metrics. */
@NullMarked
package dev.dispatch.bench.peer;

import org.jspecify.annotations.NullMarked;
