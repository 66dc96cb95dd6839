package dev.dispatch.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * How often something is computed: four times a second as long as it is cheap, and else so that it takes a twentieth of the time.
 */
class Pace {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int PAUSE_FACTOR = 20;
    private static final int REMEMBERED = 8;

    private final Deque<Duration> computations = new ArrayDeque<>();

    /** How long to pause now. Of the last computations the shortest counts: what held the others up was something else. */
    Duration pauseAfter(Duration computation) {
        computations.add(computation);
        if (computations.size() > REMEMBERED) {
            computations.remove();
        }
        Duration pause = Collections.min(computations).multipliedBy(PAUSE_FACTOR);
        return Collections.max(List.of(PERIOD.minus(computation), Collections.min(List.of(pause, LONGEST_PAUSE))));
    }
}
