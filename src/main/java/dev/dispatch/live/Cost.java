package dev.dispatch.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * How long it takes to compute something: the median of the last times, as what held a few of them up was something else. One
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
        List<Duration> sorted = computations.stream().sorted().toList();
        return switch (sorted.size()) {
            case 0 -> Duration.ZERO;
            case 1 -> Collections.min(List.of(sorted.get(0), BELIEVED_OF_ONE));
            default -> sorted.get((sorted.size() - 1) / 2);
        };
    }
}
