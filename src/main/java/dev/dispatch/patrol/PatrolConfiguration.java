package dev.dispatch.patrol;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.DispatchProperties;
import dev.dispatch.registry.Rosters;
import dev.dispatch.registry.Terminations;
import java.util.function.LongSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PatrolConfiguration {

    @Bean
    PatrolFigures patrolFigures() {
        return new PatrolFigures();
    }

    @Bean
    PatrolLoop patrolLoop(
            Rosters rosters,
            Centers centers,
            LongSupplier clusterClock,
            DispatchProperties properties,
            ApplicationEventPublisher events,
            PatrolFigures figures) {
        var beat = properties.patrol().beat();
        return new PatrolLoop(rosters, centers, clusterClock, beat, events, figures);
    }

    @Bean
    PatrolSchedule patrolSchedule(
            HazelcastInstance hazelcast, PatrolLoop loop, Terminations terminations, DispatchProperties properties) {
        return new PatrolSchedule(
                hazelcast,
                loop,
                terminations,
                properties.patrol().beat(),
                properties.hero().turnInterval());
    }
}
