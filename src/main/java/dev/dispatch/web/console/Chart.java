package dev.dispatch.web.console;

import java.util.List;

/**
 * One figure over the last quarter of an hour, as lines in a field of {@link #WIDTH} by {@link #HEIGHT}, for its template.
 *
 * @param id of its elements
 * @param title what it shows
 * @param top the value of its upper edge; the lower one is 0
 * @param summary it in words
 * @param lines of the cluster, if there is more than one center, and of each center
 */
record Chart(String id, String title, String top, String summary, List<Line> lines) {
    static final int WIDTH = 360;
    static final int HEIGHT = 100;

    /**
     * One line.
     *
     * @param name the city, or the cluster
     * @param colour the class that gives it its colour
     * @param dash its pattern, by which it can be told from others without colour
     * @param path its way through the field
     * @param now its last value
     */
    record Line(String name, String colour, String dash, String path, String now) {}
}
