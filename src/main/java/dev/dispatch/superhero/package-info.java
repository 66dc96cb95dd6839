/** The domain in plain Java: heroes, the rules of their turns, and the rosters which hold them. */
@NullMarked
package dev.dispatch.superhero;

import org.jspecify.annotations.NullMarked;
