package dev.dispatch.patrol;

import dev.dispatch.cluster.Centers;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.MembershipView;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.TurnReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sums up the heroes that move here from one center, roster by roster, into one {@link Takeover}. Thread-safe. */
final class TakeoverAggregator {
    private record Arrival(String from, long heroes, long gapMillis, long lastAt) {
        Arrival plus(Arrival other) {
            return new Arrival(
                    from, heroes + other.heroes, Math.max(gapMillis, other.gapMillis), Math.max(lastAt, other.lastAt));
        }
    }

    private final Centers centers;
    private final Map<UUID, Arrival> arrivals = new HashMap<>();

    TakeoverAggregator(Centers centers) {
        this.centers = centers;
    }

    /** Adds the heroes of a roster if {@code report} is of its first beat here. */
    synchronized void add(TurnReport report, long now) {
        Placement from = report.movedFrom();
        if (from != null) {
            int heroes = report.heroes() + report.fallen().size();
            Arrival arrival = new Arrival(from.city(), heroes, report.lateness().maxMillis(), now);
            arrivals.merge(from.centerId(), arrival, Arrival::plus);
        }
    }

    /** Removes and returns the takeovers that have not grown since {@code quietSince}, in epoch milliseconds. */
    synchronized List<Takeover> takeCompleted(long quietSince) {
        List<Takeover> completed = new ArrayList<>();
        MembershipView members = centers.membershipView();
        arrivals.entrySet().removeIf(entry -> {
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
                    members.whyMovedFrom(entry.getKey())));
        });
        return completed;
    }
}
