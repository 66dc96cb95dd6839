package dev.dispatch.cluster;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.CityClaims.Claim;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import java.util.List;
import java.util.function.LongSupplier;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns a cluster member into a dispatch center, and configures the data that centers share about themselves. */
@Configuration(proxyBeanMethods = false)
class CenterConfiguration {
    private static final int MAX_BACKUPS = 6;

    /** The task carries no data; one field keeps its schema from being empty. */
    private static final CompactType<ShutdownTask> SHUTDOWN_TASK = new CompactType<>(
            "dispatch.shutdown-task",
            new ShutdownTask(),
            in -> new ShutdownTask(),
            (out, task) -> out.writeBoolean("gracefully", true));

    @Bean
    HazelcastConfigCustomizer centerData(ApplicationContext context) {
        return config -> {
            // Claims are few and must survive: they get the maximum number of backups
            config.addMapConfig(new MapConfig(CityClaims.MAP).setBackupCount(MAX_BACKUPS));
            config.addMapConfig(
                    new MapConfig(Centers.SHUTDOWNS).setBackupCount(MAX_BACKUPS).setTimeToLiveSeconds((int)
                            Centers.RETENTION.toSeconds()));
            config.addReplicatedMapConfig(
                    new ReplicatedMapConfig(Centers.STATUSES).setInMemoryFormat(InMemoryFormat.OBJECT));
            CompactType.register(
                    config,
                    List.of(
                            recordType("dispatch.claim", Claim.class),
                            recordType("dispatch.takeover", Takeover.class),
                            recordType("dispatch.center-status", CenterStatus.class),
                            SHUTDOWN_TASK));
            config.getUserContext().put(ShutdownTask.CONTEXT, context);
        };
    }

    @Bean
    PasswordKey passwordKey(DispatchProperties properties) {
        return new PasswordKey(properties.password(), properties.cluster().name());
    }

    /** Claims a city; the start is refused if that fails. */
    @Bean
    LocalCenter localCenter(
            HazelcastInstance hazelcast, CityClaims claims, DispatchProperties properties, LongSupplier clusterClock) {
        String city = claims.claim(properties);
        claims.requireSameSettings();
        int port = HttpPort.choose(properties, City.port(city));
        LocalCenter center = new LocalCenter(hazelcast, clusterClock, properties, city, port);
        claims.renew(center);
        return center;
    }
}
