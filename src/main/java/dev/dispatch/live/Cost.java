package dev.dispatch.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * How long it takes to compute something: the shortest of the last times, as what held the others up was something else. One
 * time alone may have been held up, too, so that no more than a quarter of a second is believed of it.
 */
final class Cost {
    private static final Duration BELIEVED_OF_ONE = Duration.ofMillis(250);
    private static final int REMEMBERED = 8;

    private final Deque<Duration> computations = new ArrayDeque<>();

    synchronized void add(Duration computation) {
        computations.add(computation);
        if (computations.size() > REMEMBERED) {
            computations.remove();
        }
    }

    /** Nothing, before the first time. */
    synchronized Duration usual() {
        if (computations.isEmpty()) {
            return Duration.ZERO;
        }
        Duration shortest = Collections.min(computations);
        return computations.size() > 1 ? shortest : Collections.min(List.of(shortest, BELIEVED_OF_ONE));
    }
}
