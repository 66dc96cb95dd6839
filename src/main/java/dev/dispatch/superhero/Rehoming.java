package dev.dispatch.superhero;

/**
 * Superheroes of one roster got a new home.
 *
 * @param from where they lived before
 * @param heroes how many they are
 * @param gapMillis how long the one that waited longest had been overdue, 0 if none was
 */
public record Rehoming(Placement from, int heroes, long gapMillis) {}
