package dev.dispatch.operations;

import dev.dispatch.patrol.PatrolMetrics;
import dev.dispatch.superhero.Lateness;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.stream.DoubleStream;

/**
 * Exports the histogram of turn lateness to Prometheus. Rosters count turns into buckets themselves, and Micrometer's histograms
 * take only single values.
 */
class TurnLatenessCollector implements Collector {
    private static final double[] UPPER_BOUNDS = DoubleStream.concat(
                    Lateness.BOUNDS_MILLIS.stream().mapToDouble(millis -> millis / 1e3),
                    DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();

    private final PatrolMetrics patrol;

    TurnLatenessCollector(PatrolMetrics patrol) {
        this.patrol = patrol;
    }

    @Override
    public MetricSnapshot collect() {
        Lateness lateness = patrol.lateness();
        return HistogramSnapshot.builder()
                .name("dispatch_turn_lateness_seconds")
                .help("How late turns were taken")
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(UPPER_BOUNDS, lateness.counts()))
                        .sum(lateness.sumMillis() / 1e3)
                        .build())
                .build();
    }
}
