package dev.dispatch.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The status that a center announces once a second.
 *
 * @param takeovers the latest takeovers by this center, oldest first
 * @param reportedAt the time of the latest report in this status
 * @param lossAt when the center last saw a partition lose all its copies, in epoch milliseconds; 0 if never
 * @param maxHeap the maximum size of its heap in bytes; 0 if unknown
 */
record CenterStatus(
        String city,
        String url,
        Center.State state,
        long heroes,
        double turnsPerSecond,
        Instant startedAt,
        List<Takeover> takeovers,
        Instant reportedAt,
        double cores,
        long lossAt,
        long maxHeap) {
    /** Accepts a state that only newer centers know. */
    CenterStatus {
        state = Objects.requireNonNullElse(state, Center.State.ACTIVE);
    }

    /** Converts this status, with the state that the reader sees: a lost center cannot announce that it is lost. */
    Center asCenter(UUID id, Center.State known, boolean self) {
        return new Center(id, city, url, known, heroes, turnsPerSecond, startedAt, self, cores);
    }
}
