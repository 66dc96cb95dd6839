package dev.dispatch.feed;

import static dev.dispatch.cluster.member.CompactType.readInstant;
import static dev.dispatch.cluster.member.CompactType.readText;
import static dev.dispatch.cluster.member.CompactType.writeInstant;

import com.hazelcast.config.RingbufferConfig;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.settings.DispatchProperties;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
    private static final CompactType<FeedEvent> EVENT = new CompactType<>(
            "dispatch.event",
            new FeedEvent(Instant.EPOCH, FeedEvent.Type.ENLISTED, "", null, null),
            in -> new FeedEvent(
                    readInstant(in, "at"),
                    FeedEvent.Type.valueOf(readText(in, "type")),
                    readText(in, "text"),
                    in.readString("hero"),
                    in.readString("center")),
            (out, event) -> {
                writeInstant(out, "at", event.at());
                out.writeString("type", event.type().name());
                out.writeString("text", event.text());
                out.writeString("hero", event.hero());
                out.writeString("center", event.center());
            });

    @Bean
    HazelcastConfigCustomizer feedData(DispatchProperties properties) {
        return config -> {
            int backups = properties.cluster().backups();
            EventFeed.RINGBUFFERS.forEach((name, capacity) -> config.addRingBufferConfig(
                    new RingbufferConfig(name).setCapacity(capacity).setBackupCount(backups)));
            CompactType.register(config, List.of(EVENT));
        };
    }

    /** Depends on the centers: before this one is a full member, there may be no member that holds data. */
    @Bean
    EventFeed eventFeed(HazelcastInstance hazelcast, Centers centers) {
        return new EventFeed(hazelcast);
    }
}
