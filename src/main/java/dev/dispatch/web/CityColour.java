package dev.dispatch.web;

/**
 * The colour of a city is the same on every page of every center, for as long as anybody remembers the city. Two cities may share
 * one: it always stands beside the name.
 */
public final class CityColour {
    private static final int COLOURS = 8;

    private CityColour() {}

    /** The number of a city's colour, of which the class {@code center-N} is. */
    public static int of(String city) {
        return Math.floorMod(city.hashCode(), COLOURS);
    }
}
