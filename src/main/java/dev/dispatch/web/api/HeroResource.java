package dev.dispatch.web.api;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Superhero.Activity;
import java.time.Instant;
import java.util.UUID;

/** A superhero in the JSON of the API. */
record HeroResource(
        String name,
        int health,
        Activity activity,
        int fightsWon,
        int fightsLost,
        int rests,
        int turns,
        String center,
        UUID centerId,
        int epoch,
        Instant homedAt,
        Instant nextTurnAt,
        Instant enlistedAt) {
    static HeroResource of(LocatedHero located) {
        Superhero hero = located.superhero();
        return new HeroResource(
                hero.name(),
                hero.health(),
                hero.activity(),
                hero.fightsWon(),
                hero.fightsLost(),
                hero.rests(),
                hero.turns(),
                located.center(),
                located.centerId(),
                hero.epoch(),
                hero.homedAt(),
                hero.nextTurnAt(),
                hero.enlistedAt());
    }
}
