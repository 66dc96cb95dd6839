package dev.dispatch.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/** The growth per second of a counter, over its last few samples. Thread-safe. */
public final class RollingRate {
    /** Spans 4 s, the default turn interval, if sampled once a second: heroes that enlisted together take turns together. */
    private static final int SAMPLES = 5;

    private record Sample(long nanoTime, double value) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Adds a sample and returns the rate since the oldest one that is kept; 0 for the first. */
    public synchronized double perSecond(long nanoTime, double value) {
        samples.addLast(new Sample(nanoTime, value));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        return nanoTime == oldest.nanoTime() ? 0 : (value - oldest.value()) * 1e9 / (nanoTime - oldest.nanoTime());
    }
}
