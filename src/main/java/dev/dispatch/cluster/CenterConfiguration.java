package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a dispatch center of a cluster member: it claims its city, and then takes its share. */
@Configuration(proxyBeanMethods = false)
class CenterConfiguration {

    @Bean
    LocalCenter localCenter(HazelcastInstance hazelcast, DispatchProperties properties) {
        CityClaims claims = new CityClaims(hazelcast);
        String city = claims.claim(properties);
        int port = HttpPort.choose(properties, city);
        Instant startedAt =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        LocalCenter center = new LocalCenter(city, port, HttpPort.url(port), startedAt);
        claims.renew(center);
        return center;
    }

    @Bean
    Centers centers(
            HazelcastInstance hazelcast, LocalCenter local, DispatchProperties properties, LongSupplier clusterClock) {
        return new Centers(hazelcast, local, properties.cluster().minimumCenters(), clusterClock);
    }

    @Bean
    Admission admission(HazelcastInstance hazelcast) {
        return new Admission(hazelcast);
    }

    @Bean
    Membership membership(
            HazelcastInstance hazelcast,
            Centers centers,
            LocalCenter local,
            DispatchProperties properties,
            ApplicationEventPublisher events) {
        int backups = properties.cluster().backups();
        return new Membership(hazelcast, centers, new CityClaims(hazelcast), local, backups, events);
    }
}
