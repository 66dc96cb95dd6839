package dev.dispatch.registry;

import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.superhero.TurnRules;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationEventPublisher;
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
    SuperheroRegistry superheroRegistry(
            Rosters rosters,
            RosterClient client,
            TurnRules rules,
            LongSupplier clusterClock,
            ApplicationEventPublisher events) {
        HeroNameGenerator names = new HeroNameGenerator(new SecureRandom().nextLong());
        return new SuperheroRegistry(rosters, client, names, rules, clusterClock, events);
    }
}
