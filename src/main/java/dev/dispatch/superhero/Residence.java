package dev.dispatch.superhero;

import java.time.Instant;
import java.util.UUID;

/**
 * A center where superheroes live, or lived.
 *
 * @param centerId the id of the cluster member
 * @param city its city, which is remembered when the member is long gone
 * @param since when it took its first beat for them
 */
public record Residence(UUID centerId, String city, Instant since) {}
