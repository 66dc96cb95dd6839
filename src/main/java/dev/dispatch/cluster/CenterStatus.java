package dev.dispatch.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a center tells the others about itself, each second. */
record CenterStatus(
        String city,
        String url,
        Center.State state,
        long heroes,
        double turnsPerSecond,
        Instant startedAt,
        @Nullable Takeover lastTakeover) {

    CenterStatus leaving() {
        return new CenterStatus(city, url, Center.State.LEAVING, heroes, turnsPerSecond, startedAt, lastTakeover);
    }
}
