package dev.dispatch.web.console;

import java.util.List;

/**
 * A line chart of one metric over the last 15 minutes, drawn in {@link #WIDTH} by {@link #HEIGHT} units.
 *
 * @param top the value at the upper edge; the lower edge is 0
 * @param summary the text alternative
 * @param lines the line of the cluster if there are several centers, then one for each center
 */
record Chart(String id, String title, String top, String summary, List<Line> lines) {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 100;

    /**
     * A line of a chart.
     *
     * @param name of the city, or of the cluster
     * @param cssClass sets the colour
     * @param dash the dash pattern, which tells lines apart without colour
     * @param path SVG path data
     */
    record Line(String name, String cssClass, String dash, String path, String now) {}

    /** SVG path data with a gap at each NaN: rounded and relative, which keeps pushes small. */
    static String path(double[] values, double top) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        int lastX = 0;
        int lastY = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (Double.isNaN(values[slot])) {
                drawing = false;
                continue;
            }
            int x = slot * WIDTH / (values.length - 1);
            int y = (int) Math.round(HEIGHT * (1 - values[slot] / top));
            if (drawing) {
                path.append('l').append(x - lastX).append(' ').append(y - lastY);
            } else {
                // h0: round line caps make a dot of a single point
                path.append('M').append(x).append(' ').append(y).append("h0");
            }
            drawing = true;
            lastX = x;
            lastY = y;
        }
        return path.toString();
    }

    /** Rounds up to 1, 2 or 5 times a power of ten, at least 1, so that the scale seldom changes. */
    static double roundUp(double value) {
        double power = 1;
        while (power * 10 < value) {
            power *= 10;
        }
        for (int step : new int[] {1, 2, 5}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
