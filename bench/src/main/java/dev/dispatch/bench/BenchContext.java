package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.HeroCreation;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.PeerSystem;
import dev.dispatch.bench.cluster.SystemUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The settings of a run, and what all scenarios use to measure.
 *
 * @param project the root folder of Dispatch
 * @param output folder for results and logs
 * @param progress receives lines about the progress
 * @param sizes instead of those of the scenarios; may be empty
 * @param peers to compare Dispatch with
 * @param repeat number of measurements
 * @param window length of a measurement; {@link #scaled} adapts other times to it
 * @param centerOptions JVM options of centers
 * @param seed of what is random
 */
record BenchContext(
        Path project,
        Path output,
        Http http,
        Consumer<String> progress,
        List<Size> sizes,
        List<PeerSystem> peers,
        int repeat,
        Duration window,
        JvmOptions centerOptions,
        long seed) {
    static final Duration DEFAULT_WINDOW = Duration.ofSeconds(30);

    List<Size> sizes(List<Size> defaults) {
        return sizes.isEmpty() ? defaults : sizes;
    }

    /** Scales a time by the ratio of the window to its default. */
    Duration scaled(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * ((double) window.toNanos() / DEFAULT_WINDOW.toNanos())));
    }

    DispatchCenters immortalCenters() {
        return DispatchCenters.ofImmortalHeroes(project, centerOptions);
    }

    DispatchCenters mortalCenters() {
        return DispatchCenters.ofMortalHeroes(project, centerOptions);
    }

    Path logs() {
        return output.resolve("logs");
    }

    Cluster start(SystemUnderTest system) {
        return Cluster.start(system, http, logs(), progress);
    }

    void log(String line) {
        progress.accept("  " + line);
    }

    /** Logs the measurements of a row, or why they failed. */
    void log(Map<String, String> labels, Object result) {
        log("%s: %s".formatted(String.join(", ", labels.values()), result));
    }

    /** Repeats and logs a measurement. */
    Row repeat(Map<String, String> labels, Supplier<Measurements> measurement) {
        List<Measurements> runs = new ArrayList<>();
        for (int run = 0; run < repeat; run++) {
            Measurements measurements = measurement.get();
            log(labels, measurements);
            runs.add(measurements);
        }
        return Row.ofRuns(labels, runs);
    }

    /** Returns the measured row, or a failed one with the reason. */
    Row attempt(Map<String, String> labels, Supplier<Row> measurement) {
        return attemptAll(labels, () -> List.of(measurement.get())).get(0);
    }

    /** Returns the measured rows, or one failed row with the reason. */
    List<Row> attemptAll(Map<String, String> labels, Supplier<List<Row>> measurement) {
        try {
            return measurement.get();
        } catch (BenchException e) {
            String why = String.valueOf(e.getMessage());
            log(labels, why);
            return List.of(Row.failed(labels, why));
        }
    }

    /**
     * Measures one size after the other, each in a new cluster with that many heroes.
     *
     * @param defaults the sizes, unless the options have others
     * @param labels of the failed row if a size cannot be measured
     */
    List<Row> attemptEach(
            List<Size> defaults,
            Function<Size, Map<String, String>> labels,
            DispatchCenters centers,
            BiFunction<Cluster, Size, List<Row>> measurement) {
        List<Row> rows = new ArrayList<>();
        for (Size size : sizes(defaults)) {
            rows.addAll(attemptAll(labels.apply(size), () -> {
                try (Cluster cluster = start(centers)) {
                    HeroCreation.run(cluster, size.heroes()).requireComplete();
                    return measurement.apply(cluster, size);
                }
            }));
        }
        return rows;
    }
}
