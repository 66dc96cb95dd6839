package dev.dispatch.web.console;

import dev.dispatch.registry.LocatedHero;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The details of one superhero.
 *
 * @param current null if the hero does not exist or is gone
 * @param tombstone how the hero ended; null if it is alive or unknown
 * @param placements its centers, oldest first
 * @param turns its recent turns, newest first; empty if they cannot be replayed under the rules of this center
 * @param ending the planned termination that includes it, if any
 */
record HeroDetails(
        String name,
        @Nullable LocatedHero current,
        @Nullable Tombstone tombstone,
        List<Placement> placements,
        List<Turn> turns,
        @Nullable PlannedTermination ending) {
    /** Whether the hero exists, or its end is remembered. */
    public boolean isKnown() {
        return current != null || tombstone != null;
    }

    public @Nullable Instant endedAt() {
        return tombstone == null ? null : Instant.ofEpochMilli(tombstone.at());
    }

    public List<String> cities() {
        return placements.stream().map(Placement::city).distinct().toList();
    }

    public int turnsTaken() {
        if (current != null) {
            return current.superhero().turns();
        }
        return tombstone == null ? 0 : tombstone.turns();
    }

    public HealthChart chart() {
        return new HealthChart(turns);
    }

    /** When the hero arrived: a placement belongs to a roster, and may have begun before the hero enlisted. */
    public Instant since(Placement placement) {
        Instant enlistedAt = current != null
                ? current.superhero().enlistedAt()
                : Instant.ofEpochMilli(tombstone == null ? 0 : tombstone.enlistedAt());
        return Collections.max(List.of(placement.since(), enlistedAt));
    }

    /** Why the hero moved; empty for its first placement, or if unknown. */
    public String reason(Placement placement) {
        Placement.Reason reason = placement.reason();
        if (reason == null) {
            return "";
        }
        String former = placements.get(placements.indexOf(placement) - 1).city();
        return switch (reason) {
            case CRASH -> former + " was lost";
            case LEAVE -> former + " left";
            case REBALANCE -> placement.city() + " joined";
            case MERGE -> former + " rejoined after a split";
            case OTHER -> "";
        };
    }
}
