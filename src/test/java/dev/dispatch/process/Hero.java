package dev.dispatch.process;

import java.time.Duration;
import java.time.Instant;

/** A hero as the API returns it. */
record Hero(String name, int health, int turns, int epoch, String center, Instant nextTurnAt, Instant enlistedAt) {

    /** Whether no turn was skipped or taken twice: each turn moves the deadline by one interval, and nothing else moves it. */
    boolean hasTakenEachTurnOnce(Duration interval) {
        return nextTurnAt.equals(enlistedAt.plus(interval.multipliedBy(turns + 1L)));
    }
}
