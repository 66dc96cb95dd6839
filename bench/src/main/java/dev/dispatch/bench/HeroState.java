package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A superhero as a center showed it.
 *
 * @param askedAt just before it was asked for
 */
record HeroState(String name, int turns, Instant nextTurnAt, Instant enlistedAt, Instant askedAt) {
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    static HeroState of(JsonNode json, Instant askedAt) {
        return new HeroState(
                json.path("name").asString(),
                json.path("turns").asInt(),
                Instant.parse(json.path("nextTurnAt").asString()),
                Instant.parse(json.path("enlistedAt").asString()),
                askedAt);
    }

    /** Whether each turn was taken, and none twice: the deadline moves by one interval a turn, and by nothing else. */
    boolean hasTakenEachTurnOnce() {
        return nextTurnAt.equals(enlistedAt.plus(Cluster.TURN_INTERVAL.multipliedBy(turns + 1L)));
    }

    boolean isOverdue() {
        return nextTurnAt.isBefore(askedAt.minus(TOLERANCE));
    }
}
