package dev.dispatch.cluster;

import java.util.List;

/** The cities that centers take when they are not told one, each with its place in the list as its port. */
public final class City {
    static final int FIRST_PORT = 4900;

    static final List<String> ALL = List.of(
            "Gotham",
            "Metropolis",
            "Capitol",
            "Star City",
            "Central City",
            "Coast City",
            "Keystone City",
            "Bludhaven",
            "Smallville",
            "Fawcett City",
            "Gateway City",
            "Hub City",
            "Midway City",
            "Opal City",
            "Ivy Town",
            "National City",
            "Dakota City",
            "Happy Harbor",
            "Blue Valley",
            "Calvin City",
            "Platinum Flats");

    private City() {}

    /** The place of a city in the list, from 0; of others -1. */
    public static int place(String city) {
        return ALL.indexOf(city);
    }

    /** The port of a city: that of its place in the list, and the first after all of them for others. */
    static int port(String city) {
        int place = place(city);
        return FIRST_PORT + (place >= 0 ? place : ALL.size());
    }
}
