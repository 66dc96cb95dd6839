package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another way to the same work, in processes that take the same arguments whichever it is.
 *
 * @param name what it is called
 * @param mainClass what a process runs
 * @param arguments those that only this one has
 * @param jvmOptions what its JVMs are told
 */
public record Peer(String name, String mainClass, List<String> arguments, JvmOptions jvmOptions) implements Contestant {

    /** The names of all of them. */
    public static final List<String> NAMES = List.of("pekko", "pekko-remember", "scheduler");

    // what Hazelcast asks of a JVM
    private static final JvmOptions OPEN = JvmOptions.of("--add-modules java.se"
            + " --add-exports java.base/jdk.internal.ref=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED"
            + " --add-opens java.base/sun.nio.ch=ALL-UNNAMED --add-opens java.management/sun.management=ALL-UNNAMED"
            + " --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED");

    // without a pool, futures start a thread for each answer; with more than two processors they have one
    private static final JvmOptions POOL = JvmOptions.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");

    /** The peer of that name, which is one of {@link #NAMES}. */
    public static Peer of(String name, JvmOptions jvmOptions) {
        return switch (name) {
            case "pekko" -> new Peer(name, "dev.dispatch.bench.pekko.PekkoPeer", List.of(), jvmOptions);
            case "pekko-remember" ->
                new Peer(name, "dev.dispatch.bench.pekko.PekkoPeer", List.of("--remember-entities"), jvmOptions);
            case "scheduler" -> new Peer(name, "dev.dispatch.bench.scheduler.SchedulerPeer", List.of(), jvmOptions);
            default -> throw new IllegalArgumentException("no peer is called " + name);
        };
    }

    @Override
    public ProcessBuilder process(int node) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPEN.words());
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        // both as centers have it
        if (Runtime.getRuntime().availableProcessors() <= 2) {
            command.addAll(POOL.words());
        }
        if (Runtime.version().feature() < 25) {
            command.add("-XX:PerfDataSamplingInterval=1000");
        }
        command.addAll(jvmOptions.words());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of("--http-port", Integer.toString(Ports.http(node))));
        command.addAll(List.of("--cluster-port", Integer.toString(Ports.cluster(node))));
        command.addAll(List.of("--members", Ports.clusterPorts()));
        command.addAll(List.of("--turn-interval", Cluster.TURN_INTERVAL.toSeconds() + "s"));
        command.addAll(arguments);
        return Contestant.process(Map.of(), command.toArray(String[]::new));
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
    public HttpRequest creation(Node node, long from, int count) {
        return HttpRequest.newBuilder(node.uri("/heroes?from=%d&count=%d".formatted(from, count)))
                .timeout(Duration.ofMinutes(1))
                .POST(BodyPublishers.noBody())
                .build();
    }
}
