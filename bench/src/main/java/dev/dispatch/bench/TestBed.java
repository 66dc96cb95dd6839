package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Cluster;
import dev.dispatch.bench.cluster.Contestant;
import dev.dispatch.bench.cluster.DispatchCenters;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.Peer;
import dev.dispatch.bench.cluster.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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

    List<Size> sizes(Size... usual) {
        return sizes.isEmpty() ? List.of(usual) : sizes;
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

    /** Measures something as often as it shall be, saying each time what was found. */
    List<Figures> repeat(Map<String, String> labels, Supplier<Figures> measurement) {
        return IntStream.range(0, repeat)
                .mapToObj(run -> {
                    Figures figures = measurement.get();
                    say("%s: %s".formatted(String.join(", ", labels.values()), figures));
                    return figures;
                })
                .toList();
    }

    /** The rows of something; or one that says why it could not be measured. */
    List<Row> attempt(Map<String, String> labels, Supplier<List<Row>> measurement) {
        try {
            return measurement.get();
        } catch (BenchException e) {
            String why = String.valueOf(e.getMessage());
            say("%s: %s".formatted(String.join(", ", labels.values()), why));
            return List.of(Row.failed(labels, why));
        }
    }
}
