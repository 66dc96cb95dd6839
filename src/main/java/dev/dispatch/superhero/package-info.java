/** The domain in plain Java: superheroes, the rules by which they take turns, and the rosters that hold them. */
@NullMarked
package dev.dispatch.superhero;

import org.jspecify.annotations.NullMarked;
