package dev.dispatch.cluster;

import java.util.List;

/** The cities that centers take when they are not told one, each with its place in the list as its port. */
final class City {
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

    /** The port of a city: that of its place in the list, and the first after all of them for others. */
    static int port(String city) {
        int place = ALL.indexOf(city);
        return FIRST_PORT + (place >= 0 ? place : ALL.size());
    }
}
