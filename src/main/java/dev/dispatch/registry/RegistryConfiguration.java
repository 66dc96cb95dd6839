package dev.dispatch.registry;

import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.TurnRules;
import java.security.SecureRandom;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
    @Bean
    TurnRules rules(DispatchProperties properties) {
        DispatchProperties.Hero hero = properties.hero();
        return new TurnRules(
                hero.turnInterval(),
                hero.restProbability(),
                hero.winProbability(),
                hero.maxWound(),
                hero.maxRecovery());
    }

    @Bean
    HazelcastConfigCustomizer rosterData(DispatchProperties properties) {
        return config -> {
            Rosters.configure(config, properties.cluster().backups());
            PlannedTerminations.configure(config, properties.cluster().backups());
        };
    }

    @Bean
    HeroNameGenerator names() {
        return new HeroNameGenerator(new SecureRandom().nextLong());
    }
}
