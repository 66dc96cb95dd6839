package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.Discovery;
import dev.dispatch.settings.HttpPort;
import dev.dispatch.settings.StartRefusedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Starts the cluster member. Other packages add data structures with a {@link HazelcastConfigCustomizer}. */
@Configuration(proxyBeanMethods = false)
class HazelcastConfiguration {
    /** How long a center asks to join a cluster that admits no members. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** They log stack traces if a member is not admitted. */
    private static final List<String> JOIN_LOGGERS = List.of(
            "com.hazelcast.instance.impl.Node",
            "com.hazelcast.internal.cluster.impl.DiscoveryJoiner",
            "com.hazelcast.internal.cluster.impl.MulticastJoiner",
            LoopbackJoiner.class.getName());

    private static final Logger log = LoggerFactory.getLogger(HazelcastConfiguration.class);

    private static final class NotAdmittedException extends StartRefusedException {
        NotAdmittedException(String message) {
            super(message);
        }
    }

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
        HazelcastInstance hazelcast = join(config, logging, PATIENCE);
        if (properties.cluster().discovery() == Discovery.TCP) {
            new MemberAddresses(properties.cluster())
                    .warnIfNotSearched(hazelcast.getCluster().getLocalMember().getSocketAddress());
        }
        try {
            // Spring does not close a context whose start or shutdown is waiting, for example for another center
            SpringApplication.getShutdownHandlers().add(hazelcast::shutdown);
        } catch (IllegalStateException stopping) {
            hazelcast.shutdown();
            ProcessShutdown.requireNone();
        }
        return hazelcast;
    }

    /**
     * Joins the cluster, and asks again while it admits no members: one side of a split admits none while it merges with the
     * other. Hazelcast ends a member that is not admitted.
     *
     * @throws StartRefusedException if the cluster still admits none after {@code patience}
     */
    static HazelcastInstance join(Config config, LoggingSystem logging, Duration patience) {
        RetryPolicy policy = RetryPolicy.builder()
                .includes(NotAdmittedException.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(Duration.ofSeconds(1))
                .timeout(patience)
                .build();
        return Objects.requireNonNull(
                new RetryTemplate(policy).<HazelcastInstance>invoke(() -> tryJoin(config, logging)));
    }

    private static HazelcastInstance tryJoin(Config config, LoggingSystem logging) {
        ProcessShutdown.requireNone();
        Map<String, @Nullable LogLevel> levels = new HashMap<>();
        JOIN_LOGGERS.forEach(logger -> levels.put(logger, configuredLevel(logging, logger)));
        AtomicBoolean refused = new AtomicBoolean();
        MemberContext context = new MemberContext(() -> {
            refused.set(true);
            JOIN_LOGGERS.forEach(logger -> logging.setLogLevel(logger, LogLevel.OFF));
        });
        try {
            return HazelcastInstanceFactory.newHazelcastInstance(config, config.getInstanceName(), context);
        } catch (IllegalStateException e) {
            levels.forEach(logging::setLogLevel);
            if (!refused.get()) {
                throw e;
            }
            log.warn("Cluster {} admits no centers at the moment; asking again", config.getClusterName());
            throw new NotAdmittedException(
                    "Cluster %s admits no centers, such as while two sides of a split merge; start again later"
                            .formatted(config.getClusterName()));
        }
    }

    private static @Nullable LogLevel configuredLevel(LoggingSystem logging, String logger) {
        LoggerConfiguration configuration = logging.getLoggerConfiguration(logger);
        return configuration == null ? null : configuration.getConfiguredLevel();
    }

    @Bean
    LongSupplier clusterClock(HazelcastInstance hazelcast, DispatchProperties properties) {
        return new ClusterClock(
                hazelcast.getCluster()::getClusterTime,
                System::currentTimeMillis,
                System::nanoTime,
                properties.cluster().failureDetection());
    }
}
