package dev.dispatch.web.console;

import dev.dispatch.cluster.City;

/**
 * The colour of a city is the same on every page of every center, for as long as anybody remembers the city. Cities that follow
 * each other in the list that centers take them from differ, and so do the first eight. Others may share one: it always stands
 * beside the name.
 */
final class CityColour {
    private static final int COLOURS = 8;

    private CityColour() {}

    /** The number of a city's colour, of which the class {@code center-N} is. */
    static int of(String city) {
        int place = City.place(city);
        return Math.floorMod(place < 0 ? city.hashCode() : place, COLOURS);
    }
}
