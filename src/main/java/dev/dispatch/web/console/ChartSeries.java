package dev.dispatch.web.console;

import dev.dispatch.history.Sample;
import dev.dispatch.history.Timeline;
import java.util.Arrays;
import java.util.List;

/** Downsamples a timeline: each point combines a fixed number of windows. NaN stands for no data. */
record ChartSeries(ChartMetric metric, Timeline timeline, int windowsPerPoint) {
    double[] ofCity(List<Sample> samples) {
        return downsample(windows(samples));
    }

    double[] ofCluster() {
        double[] all = unknown(Sample.WINDOWS);
        for (List<Sample> samples : timeline.samples().values()) {
            double[] city = windows(samples);
            Arrays.setAll(all, window -> metric.combine(all[window], city[window]));
        }
        return downsample(all);
    }

    private double[] windows(List<Sample> samples) {
        double[] values = unknown(Sample.WINDOWS);
        for (Sample sample : samples) {
            int place = (int) (sample.window() - timeline.window()) + Sample.WINDOWS - 1;
            values[place] = metric.of(sample);
        }
        return values;
    }

    /** A point covers the same windows for as long as it is visible, so that a line moves left without changing its shape. */
    private double[] downsample(double[] windows) {
        double[] points = unknown((Sample.WINDOWS + windowsPerPoint - 1) / windowsPerPoint);
        int[] counts = new int[points.length];
        long lastPoint = Math.floorDiv(timeline.window(), windowsPerPoint);
        for (int place = 0; place < windows.length; place++) {
            long window = timeline.window() - (Sample.WINDOWS - 1 - place);
            int point = (int) (Math.floorDiv(window, windowsPerPoint) - lastPoint) + points.length - 1;
            if (point >= 0 && !Double.isNaN(windows[place])) {
                points[point] = metric.combine(points[point], windows[place]);
                counts[point]++;
            }
        }
        Arrays.setAll(points, point -> metric.ofPoint(points[point], Math.max(1, counts[point])));
        return points;
    }

    private static double[] unknown(int count) {
        double[] values = new double[count];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
