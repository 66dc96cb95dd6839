package dev.dispatch.bench.cluster;

import java.util.Map;
import java.util.NavigableMap;

/**
 * A histogram in the format of Prometheus.
 *
 * @param cumulative number of values up to each upper bound; the last bound is infinite
 */
public record PrometheusHistogram(NavigableMap<Double, Double> cumulative) {

    /** The number of values. */
    public double count() {
        return cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
    }

    /**
     * The quantile, interpolated linearly within its bucket. NaN if the histogram is empty; the largest finite bound if the
     * quantile is above it.
     */
    public double quantile(double q) {
        double rank = q * count();
        double below = 0;
        double lower = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            double upper = bucket.getKey();
            double upTo = bucket.getValue();
            if (upTo > below && upTo >= rank) {
                return Double.isInfinite(upper) ? lower : lower + (upper - lower) * (rank - below) / (upTo - below);
            }
            below = upTo;
            lower = upper;
        }
        return Double.NaN;
    }

    /**
     * The maximum: the hint if it lies in the highest bucket that has values, otherwise the upper bound of that bucket. NaN if
     * the histogram is empty.
     *
     * @param hint a known maximum, possibly of another period
     */
    public double max(double hint) {
        double lower = 0;
        double max = Double.NaN;
        double below = 0;
        double previous = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            if (bucket.getValue() > below) {
                max = bucket.getKey();
                lower = previous;
            }
            below = bucket.getValue();
            previous = bucket.getKey();
        }
        return hint > lower && hint < max ? hint : max;
    }
}
