package dev.dispatch.patrol;

import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.Rehoming;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds up the superheroes that came from one center, roster by roster, until no more come. */
final class TakeoverAggregator {
    private record Arrival(String from, long heroes, long gapMillis, long lastAt) {
        Arrival and(Arrival other) {
            return new Arrival(
                    from, heroes + other.heroes, Math.max(gapMillis, other.gapMillis), Math.max(lastAt, other.lastAt));
        }
    }

    private final Centers centers;
    private final Map<UUID, Arrival> arriving = new HashMap<>();

    TakeoverAggregator(Centers centers) {
        this.centers = centers;
    }

    synchronized void add(Rehoming rehoming, long now) {
        Arrival arrival = new Arrival(rehoming.from().city(), rehoming.heroes(), rehoming.gapMillis(), now);
        arriving.merge(rehoming.from().centerId(), arrival, Arrival::and);
    }

    /** Those from centers whence nobody came for a while. */
    synchronized List<Takeover> completed(long quietSince) {
        List<Takeover> completed = new ArrayList<>();
        arriving.entrySet().removeIf(entry -> {
            Arrival arrival = entry.getValue();
            if (arrival.lastAt() > quietSince) {
                return false;
            }
            return completed.add(new Takeover(
                    Instant.ofEpochMilli(arrival.lastAt()),
                    arrival.from(),
                    centers.self().city(),
                    arrival.heroes(),
                    arrival.gapMillis(),
                    centers.whyMovedFrom(entry.getKey())));
        });
        return completed;
    }
}
