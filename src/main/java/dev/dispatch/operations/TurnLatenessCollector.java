package dev.dispatch.operations;

import dev.dispatch.patrol.PatrolMetrics;
import dev.dispatch.superhero.Lateness;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/**
 * How late turns were taken, for Prometheus only: rosters count their turns into buckets themselves, and Micrometer takes
 * single values but no counts.
 */
class TurnLatenessCollector implements Collector {
    private final PatrolMetrics patrol;

    TurnLatenessCollector(PatrolMetrics patrol) {
        this.patrol = patrol;
    }

    @Override
    public MetricSnapshot collect() {
        Lateness lateness = patrol.lateness();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < lateness.counts().length; i++) {
            buckets.bucket(upperBoundSeconds(i), lateness.counts()[i]);
        }
        return HistogramSnapshot.builder()
                .name("dispatch_turn_lateness_seconds")
                .help("How late turns were taken")
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(lateness.sumMillis() / 1e3)
                        .build())
                .build();
    }

    private static double upperBoundSeconds(int bucket) {
        return bucket < Lateness.BOUNDS_MILLIS.size()
                ? Lateness.BOUNDS_MILLIS.get(bucket) / 1e3
                : Double.POSITIVE_INFINITY;
    }
}
