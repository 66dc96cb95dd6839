package dev.dispatch.operations;

import dev.dispatch.patrol.PatrolMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to what Prometheus scrapes. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    @Bean
    TurnLatenessCollector turnLatenessCollector(PatrolMetrics patrol, PrometheusRegistry registry) {
        TurnLatenessCollector collector = new TurnLatenessCollector(patrol);
        registry.register(collector);
        return collector;
    }
}
