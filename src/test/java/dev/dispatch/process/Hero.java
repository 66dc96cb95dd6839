package dev.dispatch.process;

import java.time.Duration;
import java.time.Instant;

/** A superhero as the API shows it. */
record Hero(String name, int health, int turns, int epoch, String center, Instant nextTurnAt, Instant enlistedAt) {

    /** Whether each turn was taken, and none twice: the deadline moves by one interval a turn, and by nothing else. */
    boolean hasTakenEachTurnOnce(Duration interval) {
        return nextTurnAt.equals(enlistedAt.plus(interval.multipliedBy(turns + 1L)));
    }
}
