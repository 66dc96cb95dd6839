package dev.dispatch.bench.faults;

import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Superhero.Activity;
import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A hero as the API showed it.
 *
 * @param at when the answer arrived
 */
record HeroReading(Superhero hero, Instant at) {

    static HeroReading of(JsonNode json) {
        Superhero hero = new Superhero(
                json.path("name").asString(),
                json.path("health").asInt(),
                Activity.valueOf(json.path("activity").asString()),
                json.path("fightsWon").asInt(),
                json.path("fightsLost").asInt(),
                json.path("rests").asInt(),
                json.path("epoch").asInt(),
                Instant.parse(json.path("homedAt").asString()),
                Instant.parse(json.path("nextTurnAt").asString()),
                Instant.parse(json.path("enlistedAt").asString()));
        return new HeroReading(hero, Instant.now());
    }

    boolean isOverdueBy(Duration time) {
        return hero.nextTurnAt().isBefore(at.minus(time));
    }

    /** Whether its deadline fits its turns, and its health and counts are those that a replay of its turns gives. */
    boolean isReplayOf(TurnRules rules) {
        Instant due = hero.enlistedAt().plus(rules.turnInterval().multipliedBy(hero.turns() + 1L));
        return hero.nextTurnAt().equals(due)
                && (hero.turns() == 0 || !Turn.last(hero, rules, 1).isEmpty());
    }
}
