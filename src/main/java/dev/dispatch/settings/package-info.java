/** The settings of a center, and the checks that refuse a start. */
@NullMarked
package dev.dispatch.settings;

import org.jspecify.annotations.NullMarked;
