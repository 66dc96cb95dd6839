package dev.dispatch.feed;

import static dev.dispatch.cluster.member.RecordCodec.recordType;

import com.hazelcast.config.RingbufferConfig;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.util.List;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    @Bean
    HazelcastConfigCustomizer feedData(DispatchProperties properties) {
        return config -> {
            int backups = properties.cluster().backups();
            EventFeed.RINGBUFFERS.forEach((name, capacity) -> config.addRingBufferConfig(
                    new RingbufferConfig(name).setCapacity(capacity).setBackupCount(backups)));
            CompactType.register(config, List.of(recordType("dispatch.event", FeedEvent.class)));
        };
    }
}
