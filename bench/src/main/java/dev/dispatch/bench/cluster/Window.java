package dev.dispatch.bench.cluster;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What some processes did between two moments.
 *
 * @param from the first moment
 * @param to the second
 */
public record Window(Snapshot from, Snapshot to) {
    private static final String LATENESS = "dispatch_turn_lateness_seconds";

    /** How long it is. */
    public double seconds() {
        return (to.nanoTime() - from.nanoTime()) / 1e9;
    }

    /** By how much a count has grown, at all of them together. */
    public double growth(String metric) {
        return growth().total(metric);
    }

    /** How many turns were taken a second. */
    public double turnsPerSecond() {
        return growth("dispatch_turns_total") / seconds();
    }

    /** How many cores each process had busy. */
    public List<Double> coresOfEach() {
        return IntStream.range(0, to.cpuSeconds().size())
                .mapToObj(node -> (to.cpuSeconds().get(node) - from.cpuSeconds().get(node)) / seconds())
                .toList();
    }

    /** How many cores they had busy together. */
    public double cores() {
        return coresOfEach().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Processor time of all that they did, over the turns that they took. */
    public double cpuMicrosPerTurn() {
        return cores() / turnsPerSecond() * 1e6;
    }

    /** What a share of the turns was late at most. */
    public double latenessMillis(double share) {
        return growth().histogram(LATENESS).quantile(share) * 1e3;
    }

    /** How late the latest turn was. */
    public double latestMillis() {
        double hint = to.metrics().stream()
                .mapToDouble(metrics -> metrics.total(LATENESS + "_max"))
                .max()
                .orElse(Double.NaN);
        return growth().histogram(LATENESS).max(hint) * 1e3;
    }

    private Metrics growth() {
        return Metrics.sum(to.metrics()).since(Metrics.sum(from.metrics()));
    }
}
