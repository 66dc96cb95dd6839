package dev.dispatch.bench.cluster;

import java.util.List;

/**
 * The counters of some processes at one time.
 *
 * @param nanoTime the time, as of {@link System#nanoTime()}
 * @param cpuSeconds processor time of each process
 * @param metrics of each process
 */
public record Snapshot(long nanoTime, List<Double> cpuSeconds, List<Metrics> metrics) {}
