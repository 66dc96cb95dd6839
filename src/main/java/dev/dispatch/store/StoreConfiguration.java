package dev.dispatch.store;

import com.hazelcast.config.MapConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StoreLocation;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Lazy, because beans are fixed when the jar is built, and only the settings say whether there is a store. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    @Bean
    HazelcastConfigCustomizer runData() {
        return config ->
                config.addMapConfig(new MapConfig(RosterStore.RUNS).setBackupCount(MapConfig.MAX_BACKUP_COUNT));
    }

    @Bean
    @Lazy
    HikariDataSource storeConnections(DispatchProperties properties) {
        StoreLocation location = location(properties);
        DispatchProperties.Store store = properties.store();
        return location.file() != null
                ? StoreDataSource.sqlite(location.file())
                : StoreDataSource.postgresql(String.valueOf(location.url()), store.username(), store.password());
    }

    @Bean
    @Lazy
    HeroDatabase heroDatabase(HikariDataSource storeConnections, DispatchProperties properties) {
        StoreLocation location = location(properties);
        return new HeroDatabase(
                storeConnections,
                location.file() != null ? Dialect.SQLITE : Dialect.POSTGRESQL,
                location.toString(),
                properties.cluster().name());
    }

    private static StoreLocation location(DispatchProperties properties) {
        return StoreLocation.of(properties).orElseThrow();
    }
}
