package dev.dispatch.superhero;

import java.util.List;

/**
 * What a roster answers to a {@link HeroQuery}.
 *
 * @param matching how many of its superheroes match
 * @param first those that come first, in order
 */
public record HeroSelection(int matching, List<Superhero> first) {}
