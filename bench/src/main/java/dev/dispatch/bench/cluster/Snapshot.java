package dev.dispatch.bench.cluster;

import java.util.List;

/**
 * What some processes had done up to a moment.
 *
 * @param nanoTime the moment
 * @param cpuSeconds processor time of each process
 * @param metrics what each process told of itself
 */
public record Snapshot(long nanoTime, List<Double> cpuSeconds, List<Metrics> metrics) {}
