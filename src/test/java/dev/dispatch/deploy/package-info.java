/** What centers are deployed with, as far as that can be checked without deploying it. */
@NullMarked
package dev.dispatch.deploy;

import org.jspecify.annotations.NullMarked;
