package dev.dispatch.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** How long it takes to compute something: the shortest of the last times, as what held the others up was something else. */
final class Cost {
    private static final Duration HELD_UP = Duration.ofMillis(250);
    private static final int REMEMBERED = 8;

    private final Deque<Duration> computations = new ArrayDeque<>();

    synchronized void add(Duration computation) {
        computations.add(Collections.min(List.of(computation, HELD_UP)));
        if (computations.size() > REMEMBERED) {
            computations.remove();
        }
    }

    /** Nothing, before the first time. */
    synchronized Duration usual() {
        return computations.isEmpty() ? Duration.ZERO : Collections.min(computations);
    }
}
