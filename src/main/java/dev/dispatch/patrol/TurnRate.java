package dev.dispatch.patrol;

import java.util.ArrayDeque;
import java.util.Deque;

/** Turns a second, over the last few times that it was asked. */
final class TurnRate {
    private static final int SAMPLES = 5;

    private record Sample(long nanoTime, long turns) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    double at(long nanoTime, long turns) {
        samples.addLast(new Sample(nanoTime, turns));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return nanoTime == first.nanoTime() ? 0 : (turns - first.turns()) * 1e9 / (nanoTime - first.nanoTime());
    }
}
