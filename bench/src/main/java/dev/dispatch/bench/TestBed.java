package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Contestant;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.Peer;
import dev.dispatch.bench.cluster.Population;
import dev.dispatch.bench.cluster.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What scenarios run on, and how thoroughly.
 *
 * @param project the folder of Dispatch
 * @param output where results and logs go
 * @param http their HTTP client
 * @param progress where they say what goes on
 * @param sizes instead of those that a scenario has; empty for those
 * @param peers what Dispatch is compared with
 * @param repeat how often a thing is measured
 * @param window how long it is measured in {@code steady}; what takes other times in other scenarios changes with it
 * @param centerOptions what the JVM of a center is told
 */
record TestBed(
        Path project,
        Path output,
        Http http,
        Progress progress,
        List<Size> sizes,
        List<Peer> peers,
        int repeat,
        Duration window,
        JvmOptions centerOptions) {
    static final Duration USUAL_WINDOW = Duration.ofSeconds(30);

    List<Size> sizes(List<Size> usual) {
        return sizes.isEmpty() ? usual : sizes;
    }

    /** A time that is this long if the window is as long as usual. */
    Duration time(Duration usual) {
        return Duration.ofNanos((long) (usual.toNanos() * ((double) window.toNanos() / USUAL_WINDOW.toNanos())));
    }

    DispatchCenters immortals() {
        return DispatchCenters.ofImmortals(project, centerOptions);
    }

    DispatchCenters mortals() {
        return DispatchCenters.ofMortals(project, centerOptions);
    }

    Path logs() {
        return output.resolve("logs");
    }

    Cluster start(Contestant contestant) {
        return Cluster.start(contestant, http, logs(), progress);
    }

    void say(String line) {
        progress.say("  " + line);
    }

    /** Says what was found, or why nothing was. */
    void say(Map<String, String> labels, Object finding) {
        say("%s: %s".formatted(String.join(", ", labels.values()), finding));
    }

    /** Measures something as often as it shall be, saying each time what was found. */
    Row repeat(Map<String, String> labels, Supplier<Figures> measurement) {
        List<Figures> runs = new ArrayList<>();
        for (int run = 0; run < repeat; run++) {
            Figures figures = measurement.get();
            say(labels, figures);
            runs.add(figures);
        }
        return Row.ofRuns(labels, runs);
    }

    /** The row of something; or one that says why it could not be measured. */
    Row attempt(Map<String, String> labels, Supplier<Row> measurement) {
        return attemptAll(labels, () -> List.of(measurement.get())).get(0);
    }

    /** The rows of something; or one that says why it could not be measured. */
    List<Row> attemptAll(Map<String, String> labels, Supplier<List<Row>> measurement) {
        try {
            return measurement.get();
        } catch (BenchException e) {
            String why = String.valueOf(e.getMessage());
            say(labels, why);
            return List.of(Row.failed(labels, why));
        }
    }

    /**
     * The rows of one size after the other, each measured on new centers that have so many heroes.
     *
     * @param usual the sizes, if nobody wants others
     * @param labels of the one row of a size that could not be measured
     */
    List<Row> attemptEach(
            List<Size> usual,
            Function<Size, Map<String, String>> labels,
            DispatchCenters centers,
            BiFunction<Cluster, Size, List<Row>> measurement) {
        List<Row> rows = new ArrayList<>();
        for (Size size : sizes(usual)) {
            rows.addAll(attemptAll(labels.apply(size), () -> {
                try (Cluster cluster = start(centers)) {
                    Population.create(cluster, size.heroes()).requireComplete();
                    return measurement.apply(cluster, size);
                }
            }));
        }
        return rows;
    }
}
