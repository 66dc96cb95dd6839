package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the cluster member. Other packages add data structures with a {@link HazelcastConfigCustomizer}. */
@Configuration(proxyBeanMethods = false)
class HazelcastConfiguration {
    @Bean
    Config hazelcastConfig(DispatchProperties properties, ObjectProvider<HazelcastConfigCustomizer> customizers) {
        Config config = new MemberConfig(properties).config();
        customizers.orderedStream().forEach(customizer -> customizer.customize(config));
        return config;
    }

    /** Joins as a lite member, which holds no data: the cluster is not disturbed if the start is refused. */
    @Bean(destroyMethod = "shutdown")
    HazelcastInstance hazelcastInstance(Config config, DispatchProperties properties, LoggingSystem logging) {
        ProcessShutdown.requireNone();
        HttpPort.requireUsable(properties);
        config.setLiteMember(true);
        config.addListenerConfig(new ListenerConfig((LifecycleListener) event -> {
            if (event.getState() == LifecycleState.SHUTTING_DOWN) {
                // A thread of Hazelcast may try to reconnect during the shutdown, and log the failure with a stack
                // trace
                logging.setLogLevel("com.hazelcast.internal.server.tcp", LogLevel.OFF);
            }
        }));
        HazelcastInstance hazelcast =
                HazelcastInstanceFactory.newHazelcastInstance(config, config.getInstanceName(), new MemberContext());
        try {
            // Spring does not close a context whose start or shutdown is waiting, for example for another center
            SpringApplication.getShutdownHandlers().add(hazelcast::shutdown);
        } catch (IllegalStateException stopping) {
            hazelcast.shutdown();
            ProcessShutdown.requireNone();
        }
        return hazelcast;
    }

    @Bean
    LongSupplier clusterClock(HazelcastInstance hazelcast) {
        return new ClusterClock(hazelcast.getCluster()::getClusterTime, System::currentTimeMillis, System::nanoTime);
    }
}
