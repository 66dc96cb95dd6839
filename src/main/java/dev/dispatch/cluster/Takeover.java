package dev.dispatch.cluster;

import dev.dispatch.superhero.Placement;
import java.time.Instant;
import java.util.Objects;

/**
 * Superheroes that moved to this center, by the names of both cities.
 *
 * @param at when the last of them took its first turn here
 * @param gapMillis the greatest lateness of their first turns here
 */
public record Takeover(Instant at, String from, String to, long heroes, long gapMillis, Placement.Reason reason) {
    /** Accepts a missing reason. */
    public Takeover {
        reason = Objects.requireNonNullElse(reason, Placement.Reason.OTHER);
    }
}
