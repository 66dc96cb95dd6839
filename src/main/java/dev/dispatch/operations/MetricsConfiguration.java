package dev.dispatch.operations;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.LocalCenter;
import dev.dispatch.patrol.PatrolMetrics;
import dev.dispatch.superhero.TurnReport.Lateness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metrics and info of this center; patrol and live updates register their own. None is tagged by hero: there can be a million. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    MeterBinder centerMetrics(Centers centers, BackupSafety backups) {
        return registry -> {
            Gauge.builder("dispatch.center", () -> 1)
                    .description("Always 1; the tag is the city of this center")
                    .tag("city", centers.self().city())
                    .register(registry);
            Gauge.builder("dispatch.centers", () -> centers.all().size())
                    .description("Centers in the cluster, as seen from here")
                    .register(registry);
            Gauge.builder("dispatch.backups.safe", () -> backups.areBackupsSafe() ? 1 : 0)
                    .description("1 if no backup is missing that a center could hold, else 0")
                    .register(registry);
        };
    }

    /** Adds the identity of this center to {@code /actuator/info}. */
    @Bean
    InfoContributor centerInfo(LocalCenter self) {
        return info -> info.withDetail(
                "center",
                Map.of("id", self.id(), "city", self.city(), "url", self.url(), "startedAt", self.startedAt()));
    }

    /** Exports the turn lateness. Rosters count turns into buckets, and Micrometer's histograms take only single values. */
    @Bean
    Collector turnLateness(PatrolMetrics patrol, PrometheusRegistry registry) {
        DoubleStream bounds = Lateness.BOUNDS_MILLIS.stream().mapToDouble(millis -> millis / 1e3);
        double[] upperBounds = DoubleStream.concat(bounds, DoubleStream.of(Double.POSITIVE_INFINITY))
                .toArray();
        Collector collector = () -> {
            Lateness lateness = patrol.lateness();
            return HistogramSnapshot.builder()
                    .name("dispatch_turn_lateness_seconds")
                    .help("Time from the deadline of a turn to the turn")
                    .dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(ClassicHistogramBuckets.of(upperBounds, lateness.counts()))
                            .sum(lateness.sumMillis() / 1e3)
                            .build())
                    .build();
        };
        registry.register(collector);
        return collector;
    }
}
