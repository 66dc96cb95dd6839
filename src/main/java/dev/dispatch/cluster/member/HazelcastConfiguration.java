package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.spring.context.SpringManagedContext;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the cluster member of this center; other packages bring their data structures as {@link HazelcastConfigCustomizer}s. */
@Configuration(proxyBeanMethods = false)
class HazelcastConfiguration {
    /** A thread of theirs may still want to connect again while the member ends, and tell with a stack trace that it cannot. */
    private static final String CONNECTIONS = "com.hazelcast.internal.server.tcp";

    @Bean
    Config hazelcastConfig(
            DispatchProperties properties,
            ObjectProvider<HazelcastConfigCustomizer> customizers,
            ApplicationContext context) {
        Config config = new MemberConfig(properties).config();
        SpringManagedContext managed = new SpringManagedContext();
        managed.setApplicationContext(context);
        config.setManagedContext(managed);
        customizers.orderedStream().forEach(customizer -> customizer.customize(config));
        return config;
    }

    /** Joins as a lite member, which hosts nobody: a center that is refused disturbs no superhero. */
    @Bean(destroyMethod = "shutdown")
    HazelcastInstance hazelcastInstance(Config config, DispatchProperties properties, LoggingSystem logging) {
        HttpPort.requireUsable(properties);
        config.setLiteMember(true);
        config.addListenerConfig(new ListenerConfig((LifecycleListener) event -> {
            if (event.getState() == LifecycleState.SHUTTING_DOWN) {
                logging.setLogLevel(CONNECTIONS, LogLevel.OFF);
            }
        }));
        return HazelcastInstanceFactory.newHazelcastInstance(config, config.getInstanceName(), new MemberContext());
    }

    /** Milliseconds since the epoch on the clock that all centers share. */
    @Bean
    LongSupplier clusterClock(HazelcastInstance hazelcast) {
        return hazelcast.getCluster()::getClusterTime;
    }

    @Bean
    MemberPromotion memberPromotion(HazelcastInstance hazelcast) {
        return new MemberPromotion(hazelcast);
    }
}
