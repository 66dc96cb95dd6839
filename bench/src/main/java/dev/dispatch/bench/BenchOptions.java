package dev.dispatch.bench;

import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.PeerSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The options of the command line. */
final class BenchOptions {
    private static final String NO_PEERS = "none";
    private static final Pattern DURATION = Pattern.compile("(?<number>[1-9]\\d{0,3})(?<unit>s|m)");

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description =
                    "Scenarios to run: start, idle, steady, mortal, create, failover, store, read or live; default: all of these. Or faults.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--heroes",
            split = ",",
            paramLabel = "SIZE",
            description =
                    "Numbers of heroes, such as 20k,200k,1m, for scenarios that have sizes; default: those of the scenario.")
    private List<Size> sizes = new ArrayList<>();

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description = "Systems to compare in steady: pekko, pekko-remember, scheduler, or none; default: all.")
    private List<String> peers = PeerSystem.NAMES;

    @Option(names = "--repeat", defaultValue = "3", description = "Number of measurements; default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--window",
            defaultValue = "30s",
            description = "Length of a measurement; default: ${DEFAULT-VALUE}. Warm-ups scale with it.")
    private Duration window = BenchContext.DEFAULT_WINDOW;

    @Option(
            names = "--java-opts",
            paramLabel = "OPTIONS",
            description = "JVM options of centers; default: those of bin/center.")
    private String javaOptions = "";

    @Option(
            names = "--peer-java-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "JVM options of peers; default: none.")
    private String peerJavaOptions = "";

    @Option(
            names = "--heap",
            defaultValue = "1g",
            description = "Heap of each process whose options have no -Xmx; default: ${DEFAULT-VALUE}.")
    private String heap = "1g";

    @Option(names = "--seed", description = "Seed of the faults; default: another one each time.")
    private long seed = new Random().nextLong();

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "bench/results",
            description = "Folder for results.md, results.json and logs; default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("bench/results");

    static Duration duration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new TypeConversionException("'%s' is no duration such as 30s or 2m".formatted(text));
        }
        long number = Long.parseLong(duration.group("number"));
        return duration.group("unit").equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    /** The selected scenarios, or all. */
    List<Scenario> scenarios() {
        return names.isEmpty()
                ? Scenarios.ALL
                : names.stream().map(Scenarios::named).toList();
    }

    List<PeerSystem> peers() {
        if (peers.equals(List.of(NO_PEERS))) {
            return List.of();
        }
        return peers.stream().map(this::peer).toList();
    }

    private PeerSystem peer(String name) {
        if (!PeerSystem.NAMES.contains(name)) {
            throw new UsageException(
                    "unknown peer '%s'; known are %s, or none".formatted(name, String.join(", ", PeerSystem.NAMES)));
        }
        return PeerSystem.of(name, peerOptions());
    }

    JvmOptions centerOptions(Path project) {
        return javaOptions.isBlank()
                ? JvmOptions.ofCenter(project).withHeap(heap)
                : JvmOptions.of(javaOptions).withDefaultHeap(heap);
    }

    JvmOptions peerOptions() {
        return JvmOptions.of(peerJavaOptions).withDefaultHeap(heap);
    }

    List<Size> sizes() {
        return sizes;
    }

    int repeat() {
        if (repeat < 1) {
            throw new UsageException("--repeat must be at least 1, but is " + repeat);
        }
        return repeat;
    }

    Duration window() {
        return window;
    }

    long seed() {
        return seed;
    }

    Path output() {
        return output;
    }
}
