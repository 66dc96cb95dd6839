package dev.dispatch.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrometheusHistogramTests {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private final PrometheusHistogram histogram = new PrometheusHistogram(
            new TreeMap<>(Map.of(0.1, 0.0, 0.2, 50.0, 0.4, 100.0, 0.8, 100.0, INFINITY, 100.0)));

    @Test
    void quantileIsLinearWithinBucket() {
        assertThat(histogram.quantile(0.25)).isCloseTo(0.15, within(1e-9));
        assertThat(histogram.quantile(0.5)).isCloseTo(0.2, within(1e-9));
        assertThat(histogram.quantile(0.99)).isCloseTo(0.396, within(1e-9));
        assertThat(histogram.quantile(1)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void quantileIsCappedAtLastFiniteBound() {
        PrometheusHistogram late = new PrometheusHistogram(new TreeMap<>(Map.of(30.0, 1.0, INFINITY, 10.0)));

        assertThat(late.quantile(0.5)).isEqualTo(30);
    }

    @Test
    void emptyHistogramHasNoQuantile() {
        PrometheusHistogram none = new PrometheusHistogram(new TreeMap<>(Map.of(0.1, 0.0, INFINITY, 0.0)));

        assertThat(none.quantile(0.5)).isNaN();
        assertThat(none.max(0.05)).isNaN();
    }

    @Test
    void maxIsHintIfHintIsInHighestBucket() {
        assertThat(histogram.max(0.3)).isEqualTo(0.3);
        assertThat(histogram.max(0.15)).isEqualTo(0.4);
        assertThat(histogram.max(7)).isEqualTo(0.4);
        assertThat(histogram.max(Double.NaN)).isEqualTo(0.4);
    }
}
