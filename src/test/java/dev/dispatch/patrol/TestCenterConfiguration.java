package dev.dispatch.patrol;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.settings.DispatchProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.LongSupplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;

/** All of a center but its edges, on the test's network, and with its clock instead of a schedule. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(DispatchProperties.class)
@ComponentScan(
        basePackages = {
            "dev.dispatch.cluster",
            "dev.dispatch.registry",
            "dev.dispatch.patrol",
            "dev.dispatch.store",
            "dev.dispatch.feed",
            "dev.dispatch.history"
        },
        excludeFilters = @Filter(TestConfiguration.class))
class TestCenterConfiguration {

    @Bean(destroyMethod = "")
    HazelcastInstance hazelcastInstance(Config config, TestCluster cluster) {
        return cluster.newMember(config.setLiteMember(true));
    }

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    LongSupplier clusterClock(TestCluster cluster) {
        return cluster.clock();
    }

    @Bean
    Object patrolLifecycle() {
        return "none: the test beats";
    }
}
