package dev.dispatch.bench.cluster;

import java.util.List;
import java.util.stream.IntStream;

/** The difference between two snapshots of the same processes. */
public record Window(Snapshot from, Snapshot to) {
    private static final String LATENESS = "dispatch_turn_lateness_seconds";

    /** The length of the window. */
    public double seconds() {
        return (to.nanoTime() - from.nanoTime()) / 1e9;
    }

    /** The growth of a counter, summed over all processes. */
    public double growth(String metric) {
        return growth().total(metric);
    }

    public double turnsPerSecond() {
        return growth("dispatch_turns_total") / seconds();
    }

    /** The average number of busy cores, by process. */
    public List<Double> coresByProcess() {
        return IntStream.range(0, to.cpuSeconds().size())
                .mapToObj(node -> (to.cpuSeconds().get(node) - from.cpuSeconds().get(node)) / seconds())
                .toList();
    }

    /** The average number of busy cores, summed over all processes. */
    public double cores() {
        return coresByProcess().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The processor time of all processes divided by the turns. */
    public double cpuMicrosPerTurn() {
        return cores() / turnsPerSecond() * 1e6;
    }

    /** A quantile of the lateness of all turns. */
    public double latenessMillis(double q) {
        return growth().histogram(LATENESS).quantile(q) * 1e3;
    }

    /** The maximum lateness of a turn; an upper bound if only its bucket is known. */
    public double maxLatenessMillis() {
        double hint = to.metrics().stream()
                .mapToDouble(metrics -> metrics.total(LATENESS + "_max"))
                .max()
                .orElse(Double.NaN);
        return growth().histogram(LATENESS).max(hint) * 1e3;
    }

    private Metrics growth() {
        return Metrics.sum(to.metrics()).growthSince(Metrics.sum(from.metrics()));
    }
}
