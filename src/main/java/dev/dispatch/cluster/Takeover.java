package dev.dispatch.cluster;

import dev.dispatch.superhero.Placement;
import java.time.Instant;

/**
 * Superheroes that went on at another center.
 *
 * @param at when the last of them did
 * @param from the city they came from
 * @param to the city they are in now
 * @param heroes how many they are
 * @param gapMillis by how much the one that waited longest was overdue
 * @param reason why they moved
 */
public record Takeover(Instant at, String from, String to, long heroes, long gapMillis, Placement.Reason reason) {}
