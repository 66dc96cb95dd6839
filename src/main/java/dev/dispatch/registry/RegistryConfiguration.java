package dev.dispatch.registry;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.DispatchProperties;
import dev.dispatch.superhero.CrimeFighting;
import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

    @Bean
    CrimeFighting rules(DispatchProperties properties) {
        DispatchProperties.Hero hero = properties.hero();
        return new CrimeFighting(
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
            Terminations.configure(config, properties.cluster().backups());
        };
    }

    @Bean
    Rosters rosters(HazelcastInstance hazelcast, Centers centers, CrimeFighting rules) {
        return new Rosters(hazelcast, rules);
    }

    @Bean
    Calls calls(Rosters rosters, Centers centers) {
        return new Calls(rosters, centers);
    }

    @Bean
    Homes homes(Rosters rosters, Centers centers) {
        return new Homes(rosters, centers);
    }

    @Bean
    ChosenHeroes chosenHeroes(
            Rosters rosters, Calls calls, Homes homes, LongSupplier clusterClock, ApplicationEventPublisher events) {
        return new ChosenHeroes(rosters, calls, homes, clusterClock, events);
    }

    @Bean
    Terminations terminations(
            HazelcastInstance hazelcast, ChosenHeroes chosen, Calls calls, LongSupplier clusterClock) {
        return new Terminations(hazelcast, chosen, calls, clusterClock);
    }

    @Bean
    SuperheroRegistry superheroRegistry(
            Rosters rosters,
            Calls calls,
            Homes homes,
            ChosenHeroes chosen,
            CrimeFighting rules,
            LongSupplier clusterClock,
            ApplicationEventPublisher events) {
        HeroNames names = new HeroNames(new SecureRandom().nextLong());
        return new SuperheroRegistry(rosters, calls, homes, chosen, rules, clusterClock, events, names);
    }
}
