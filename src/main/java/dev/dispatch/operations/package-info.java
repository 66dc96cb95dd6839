/** What those who run a center see of it: why it does not start, its health, its metrics, and how to stop it or another. */
@NullMarked
package dev.dispatch.operations;

import org.jspecify.annotations.NullMarked;
