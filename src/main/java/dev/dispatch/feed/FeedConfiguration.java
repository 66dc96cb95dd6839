package dev.dispatch.feed;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.config.RingbufferConfig;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    HazelcastConfigCustomizer feedData(DispatchProperties properties) {
        return config -> {
            int backups = properties.cluster().backups();
            Map<String, Integer> capacities = new HashMap<>(EventFeed.RINGBUFFERS);
            capacities.putAll(AuditTrail.RINGBUFFERS);
            capacities.forEach((name, capacity) -> config.addRingBufferConfig(
                    new RingbufferConfig(name).setCapacity(capacity).setBackupCount(backups)));
            CompactType.register(
                    config,
                    List.of(
                            recordType("dispatch.event", FeedEvent.class),
                            recordType("dispatch.audit-entry", AuditEntry.class)));
        };
    }
}
