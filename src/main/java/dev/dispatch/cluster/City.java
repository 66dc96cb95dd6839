package dev.dispatch.cluster;

import java.util.List;

/** The cities of centers that are started without one. The place in the list determines the default HTTP port. */
public final class City {
    static final int FIRST_PORT = 4900;

    static final List<String> ALL = List.of(("Gotham, Metropolis, Capitol, Star City, Central City, "
                    + "Coast City, Keystone City, Bludhaven, Smallville, Fawcett City, Gateway City, Hub City, Midway City, Opal City, Ivy Town, "
                    + "National City, Dakota City, Happy Harbor, Blue Valley, Calvin City, Platinum Flats")
            .split(", "));

    private City() {}

    /** The index of a city in the list; -1 for other cities. */
    public static int place(String city) {
        return ALL.indexOf(city);
    }

    /** The default port of a city; other cities share the first port after those of the list. */
    static int port(String city) {
        int place = place(city);
        return FIRST_PORT + (place >= 0 ? place : ALL.size());
    }
}
