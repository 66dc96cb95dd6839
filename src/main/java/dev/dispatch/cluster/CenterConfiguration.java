package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a dispatch center of a cluster member: it claims its city, and then takes its share. */
@Configuration(proxyBeanMethods = false)
class CenterConfiguration {

    @Bean
    HazelcastConfigCustomizer centerData() {
        return CenterData::configure;
    }

    @Bean
    PasswordKey passwordKey(DispatchProperties properties) {
        return new PasswordKey(properties.password(), properties.cluster().name());
    }

    @Bean
    CityClaims cityClaims(HazelcastInstance hazelcast, PasswordKey key) {
        return new CityClaims(hazelcast, key);
    }

    @Bean
    LocalCenter localCenter(CityClaims claims, DispatchProperties properties) {
        String city = claims.claim(properties);
        claims.requireSamePassword();
        int port = HttpPort.choose(properties, City.port(city));
        Instant startedAt =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        LocalCenter center = new LocalCenter(city, port, HttpPort.url(properties, port), startedAt);
        claims.renew(center);
        return center;
    }

    @Bean
    OwnStatus ownStatus(
            HazelcastInstance hazelcast, LocalCenter local, DispatchProperties properties, LongSupplier clusterClock) {
        OwnStatus own = new OwnStatus(hazelcast, local, clusterClock);
        if (properties.publishedPorts() != null) {
            own.learnUrl("");
        }
        return own;
    }

    @Bean
    Centers centers(
            HazelcastInstance hazelcast,
            LocalCenter local,
            OwnStatus own,
            DispatchProperties properties,
            LongSupplier clusterClock) {
        return new Centers(hazelcast, local, own, properties.cluster().minimumCenters(), clusterClock);
    }

    @Bean
    Membership membership(
            HazelcastInstance hazelcast,
            Centers centers,
            OwnStatus own,
            CityClaims claims,
            DispatchProperties properties,
            ApplicationEventPublisher events) {
        int backups = properties.cluster().backups();
        return new Membership(hazelcast, centers, own, claims, backups, events);
    }
}
