package dev.dispatch.operations;

import dev.dispatch.cluster.BackupSafety;
import dev.dispatch.cluster.Centers;
import dev.dispatch.patrol.PatrolMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The metrics of this center; the patrol and the live updates register their own. None is tagged by hero: there can be a million. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    MeterBinder centerMetrics(Centers centers, BackupSafety backups) {
        return registry -> {
            Gauge.builder("dispatch.center", () -> 1)
                    .description("1, with the city of this center")
                    .tag("city", centers.self().city())
                    .register(registry);
            Gauge.builder("dispatch.centers", () -> centers.all().size())
                    .description("Centers in the cluster, as seen from here")
                    .register(registry);
            Gauge.builder("dispatch.backups.safe", () -> backups.areBackupsSafe() ? 1 : 0)
                    .description("1 if all backups are in place for which there are centers, else 0")
                    .register(registry);
        };
    }

    @Bean
    TurnLatenessCollector turnLatenessCollector(PatrolMetrics patrol, PrometheusRegistry registry) {
        TurnLatenessCollector collector = new TurnLatenessCollector(patrol);
        registry.register(collector);
        return collector;
    }
}
