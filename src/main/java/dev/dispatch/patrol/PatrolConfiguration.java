package dev.dispatch.patrol;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import java.util.function.LongSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PatrolConfiguration {

    @Bean
    PatrolMetrics patrolFigures() {
        return new PatrolMetrics();
    }

    @Bean
    PatrolLoop patrolLoop(
            Rosters rosters,
            Centers centers,
            LongSupplier clusterClock,
            DispatchProperties properties,
            ApplicationEventPublisher events,
            PatrolMetrics figures) {
        var beat = properties.patrol().beat();
        return new PatrolLoop(rosters, centers, clusterClock, beat, events, figures);
    }

    @Bean
    PatrolLifecycle patrolSchedule(
            HazelcastInstance hazelcast,
            PatrolLoop loop,
            PlannedTerminations terminations,
            DispatchProperties properties) {
        return new PatrolLifecycle(
                hazelcast,
                loop,
                terminations,
                properties.patrol().beat(),
                properties.hero().turnInterval());
    }
}
