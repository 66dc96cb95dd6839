package dev.dispatch.web.console;

import java.util.List;

/**
 * How values become points: the last {@code slots} of them side by side, the greatest near the upper edge.
 *
 * @param slots how many points a whole line has
 * @param top the value of the upper edge
 */
record ChartScale(int slots, double top) {

    static ChartScale of(int slots, List<double[]> lines) {
        double greatest = 0;
        for (double[] line : lines) {
            for (double value : line) {
                greatest = Double.isNaN(value) ? greatest : Math.max(greatest, value);
            }
        }
        return new ChartScale(slots, roundUp(greatest));
    }

    /** The next of 1, 2, 5 and so on, so that the edge seldom moves; 1 at least. */
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

    /** A path in whole numbers, relative from point to point, which is short; a gap where nothing is known. */
    String path(double[] values) {
        StringBuilder path = new StringBuilder();
        boolean down = false;
        int lastX = 0;
        int lastY = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (Double.isNaN(values[slot])) {
                down = false;
                continue;
            }
            int x = slots == 1 ? Chart.WIDTH : slot * Chart.WIDTH / (slots - 1);
            int y = (int) Math.round(Chart.HEIGHT * (1 - values[slot] / top));
            if (down) {
                path.append('l').append(x - lastX).append(' ').append(y - lastY);
            } else {
                // a point without another is a dot, if its line has round ends
                path.append('M').append(x).append(' ').append(y).append("h0");
            }
            down = true;
            lastX = x;
            lastY = y;
        }
        return path.toString();
    }
}
