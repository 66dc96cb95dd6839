package dev.dispatch.web.console;

import dev.dispatch.history.Sample;
import dev.dispatch.history.Timeline;
import java.util.Arrays;
import java.util.List;

/** The values of a line: one for each slot of so many windows, counted back from the last one; NaN where nothing is known. */
final class ChartValues {
    private final ChartMetric metric;
    private final Timeline timeline;
    private final int perSlot;

    ChartValues(ChartMetric metric, Timeline timeline, int perSlot) {
        this.metric = metric;
        this.timeline = timeline;
        this.perSlot = perSlot;
    }

    int slots() {
        return (Sample.WINDOWS + perSlot - 1) / perSlot;
    }

    double[] of(List<Sample> samples) {
        return slotted(windows(samples));
    }

    double[] ofCluster() {
        double[] all = unknown(Sample.WINDOWS);
        for (List<Sample> samples : timeline.samples().values()) {
            double[] center = windows(samples);
            for (int window = 0; window < all.length; window++) {
                all[window] = together(all[window], center[window]);
            }
        }
        return slotted(all);
    }

    private double[] windows(List<Sample> samples) {
        double[] values = unknown(Sample.WINDOWS);
        for (Sample sample : samples) {
            int place = (int) (sample.window() - timeline.window()) + Sample.WINDOWS - 1;
            values[place] = metric.of(sample);
        }
        return values;
    }

    /** A slot is the same windows as long as it is drawn, so that a line moves on and does not change its form. */
    private double[] slotted(double[] windows) {
        double[] values = unknown(slots());
        int[] counts = new int[values.length];
        long lastSlot = Math.floorDiv(timeline.window(), perSlot);
        for (int place = 0; place < windows.length; place++) {
            long window = timeline.window() - (Sample.WINDOWS - 1 - place);
            int slot = (int) (Math.floorDiv(window, perSlot) - lastSlot) + values.length - 1;
            if (slot >= 0 && !Double.isNaN(windows[place])) {
                values[slot] = together(values[slot], windows[place]);
                counts[slot]++;
            }
        }
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = metric.ofPoint(values[slot], Math.max(1, counts[slot]));
        }
        return values;
    }

    private double together(double one, double other) {
        if (Double.isNaN(one)) {
            return other;
        }
        return Double.isNaN(other) ? one : metric.together(one, other);
    }

    private static double[] unknown(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
