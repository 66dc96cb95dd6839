package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another system that does the same work as Dispatch. All peers share one command line.
 *
 * @param name one of {@link #NAMES}
 * @param mainClass of each process
 * @param arguments in addition to the common ones
 * @param jvmOptions of each process
 */
public record PeerSystem(String name, String mainClass, List<String> arguments, JvmOptions jvmOptions)
        implements SystemUnderTest {

    /** The names of all peers. */
    public static final List<String> NAMES = List.of("pekko", "pekko-remember", "scheduler");

    // Hazelcast requires these
    private static final JvmOptions HAZELCAST_OPTIONS = JvmOptions.of("--add-modules java.se"
            + " --add-exports java.base/jdk.internal.ref=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED"
            + " --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.management/sun.management=ALL-UNNAMED"
            + " --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED");

    // On one or two processors, CompletableFuture starts a thread per async task unless the common pool has two threads
    private static final JvmOptions POOL_OPTIONS =
            JvmOptions.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");

    /** The peer with a name, one of {@link #NAMES}. */
    public static PeerSystem of(String name, JvmOptions jvmOptions) {
        return switch (name) {
            case "pekko" -> new PeerSystem(name, "dev.dispatch.bench.pekko.PekkoPeer", List.of(), jvmOptions);
            case "pekko-remember" ->
                new PeerSystem(name, "dev.dispatch.bench.pekko.PekkoPeer", List.of("--remember-entities"), jvmOptions);
            case "scheduler" ->
                new PeerSystem(name, "dev.dispatch.bench.scheduler.SchedulerPeer", List.of(), jvmOptions);
            default -> throw new IllegalArgumentException("unknown peer " + name);
        };
    }

    @Override
    public ProcessBuilder process(int node) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HAZELCAST_OPTIONS.options());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // bin/center sets this and the next option too
        if (Runtime.getRuntime().availableProcessors() <= 2) {
            command.addAll(POOL_OPTIONS.options());
        }
        if (Runtime.version().feature() < 25) {
            command.add("-XX:PerfDataSamplingInterval=1000");
        }
        command.addAll(jvmOptions.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of("--http-port", Integer.toString(Ports.http(node))));
        command.addAll(List.of("--cluster-port", Integer.toString(Ports.cluster(node))));
        command.addAll(List.of("--members", Ports.clusterPorts()));
        command.addAll(List.of("--turn-interval", Cluster.TURN_INTERVAL.toSeconds() + "s"));
        command.addAll(arguments);
        return SystemUnderTest.process(Map.of(), command.toArray(String[]::new));
    }

    @Override
    public boolean isReady(Http http, Node node) {
        return http.isOk(node.uri("/ready"));
    }

    @Override
    public String metricsPath() {
        return "/metrics";
    }

    @Override
    public HttpRequest creationRequest(Node node, long from, int count) {
        return HttpRequest.newBuilder(node.uri("/heroes?from=%d&count=%d".formatted(from, count)))
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.noBody())
                .build();
    }
}
