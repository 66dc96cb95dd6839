package dev.dispatch.bench.cluster;

import java.util.Map;
import java.util.NavigableMap;

/**
 * A histogram as Prometheus keeps it.
 *
 * @param cumulative how many values are at most so large, by upper bound; the last bound is infinite
 */
public record Buckets(NavigableMap<Double, Double> cumulative) {

    /** How many values there are. */
    public double count() {
        return cumulative.isEmpty() ? 0 : cumulative.lastEntry().getValue();
    }

    /**
     * The value that a share of all values does not exceed, as if values were spread evenly within a bucket; NaN if there are no
     * values, and the largest finite bound if it is beyond that.
     */
    public double quantile(double share) {
        double rank = share * count();
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
     * The largest value, as closely as it is known: the hint if it can be that, and else the upper bound of its bucket. NaN if there
     * are no values.
     *
     * @param hint the largest value of a longer time, or of another
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
