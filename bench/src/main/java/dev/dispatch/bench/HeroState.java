package dev.dispatch.bench;

import dev.dispatch.bench.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A hero as the API shows it.
 *
 * @param requestedAt time of the request
 */
record HeroState(String name, int turns, Instant nextTurnAt, Instant enlistedAt, Instant requestedAt) {
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    static HeroState of(JsonNode json, Instant requestedAt) {
        return new HeroState(
                json.path("name").asString(),
                json.path("turns").asInt(),
                Instant.parse(json.path("nextTurnAt").asString()),
                Instant.parse(json.path("enlistedAt").asString()),
                requestedAt);
    }

    /** Whether each turn counts exactly once: only a turn moves the deadline, by one interval. */
    boolean hasExactTurns() {
        return nextTurnAt.equals(enlistedAt.plus(Cluster.TURN_INTERVAL.multipliedBy(turns + 1L)));
    }

    boolean isOverdue() {
        return nextTurnAt.isBefore(requestedAt.minus(TOLERANCE));
    }
}
