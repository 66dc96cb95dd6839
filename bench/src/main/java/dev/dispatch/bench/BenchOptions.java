package dev.dispatch.bench;

import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What whoever starts the benchmark may choose. */
final class BenchOptions {
    private static final String NO_PEERS = "none";
    private static final Pattern DURATION = Pattern.compile("(?<number>[1-9]\\d{0,3})(?<unit>s|m)");

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description =
                    "What to measure: start, idle, steady, mortal, create, failover, read or live; by default all.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--heroes",
            split = ",",
            paramLabel = "SIZE",
            description = "How many heroes, such as 20k,200k,1m, where a scenario has sizes; by default its own.")
    private List<Size> sizes = new ArrayList<>();

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description =
                    "Beside whom steady measures Dispatch: pekko, pekko-remember, scheduler, or none; by default all.")
    private List<String> peers = Peer.NAMES;

    @Option(names = "--repeat", defaultValue = "3", description = "How often to measure: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--window",
            defaultValue = "30s",
            description = "How long to measure: ${DEFAULT-VALUE}. Times of other length change with it.")
    private Duration window = TestBed.USUAL_WINDOW;

    @Option(
            names = "--java-opts",
            paramLabel = "OPTIONS",
            description = "JVM options of centers, instead of those of bin/center.")
    private String javaOptions = "";

    @Option(
            names = "--peer-java-opts",
            paramLabel = "OPTIONS",
            defaultValue = "",
            description = "JVM options of peers; by default none, so that they have the JVM's own.")
    private String peerJavaOptions = "";

    @Option(
            names = "--heap",
            defaultValue = "1g",
            description = "Heap of each process whose options have no -Xmx: ${DEFAULT-VALUE}.")
    private String heap = "1g";

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            defaultValue = "bench/results",
            description = "Where results.md, results.json and logs go: ${DEFAULT-VALUE}.")
    private Path output = Path.of("bench/results");

    static Duration duration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new TypeConversionException("'%s' is no time such as 30s or 2m".formatted(text));
        }
        long number = Long.parseLong(duration.group("number"));
        return duration.group("unit").equals("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    /** The scenarios that were asked for. */
    List<Scenario> scenarios() {
        return names.isEmpty()
                ? Scenarios.ALL
                : names.stream().map(Scenarios::named).toList();
    }

    List<Peer> peers() {
        if (peers.equals(List.of(NO_PEERS))) {
            return List.of();
        }
        return peers.stream().map(this::peer).toList();
    }

    private Peer peer(String name) {
        if (!Peer.NAMES.contains(name)) {
            throw new UsageException(
                    "there is no peer '%s', only %s, or none".formatted(name, String.join(", ", Peer.NAMES)));
        }
        return Peer.of(name, peerOptions());
    }

    JvmOptions centerOptions(Path project) {
        return javaOptions.isBlank()
                ? JvmOptions.ofCenter(project).withHeap(heap)
                : JvmOptions.of(javaOptions).withHeapUnlessGiven(heap);
    }

    JvmOptions peerOptions() {
        return JvmOptions.of(peerJavaOptions).withHeapUnlessGiven(heap);
    }

    List<Size> sizes() {
        return sizes;
    }

    int repeat() {
        if (repeat < 1) {
            throw new UsageException("--repeat is 1 or more, not " + repeat);
        }
        return repeat;
    }

    Duration window() {
        return window;
    }

    Path output() {
        return output;
    }
}
