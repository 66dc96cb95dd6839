package dev.dispatch.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The centers of a test class, in a cluster separate from any other on this machine. They are killed after the class; their
 * logs stay in {@code target/process} and are printed for a failed test.
 */
final class ProcessCluster implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();
    private static final int CLUSTER_PORTS = 20;

    private final int firstPort = freePorts();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Path, CenterProcess> centers = new LinkedHashMap<>();
    private Path logs = Path.of("target", "process");

    ProcessCluster() {
        with("DISPATCH_CLUSTER_NAME", "test-" + firstPort).with("DISPATCH_CLUSTER_PORT", "" + firstPort);
    }

    /** A cluster whose heroes take turns at this interval and never fall. */
    static ProcessCluster ofImmortals(Duration turnInterval) {
        return new ProcessCluster()
                .with("DISPATCH_HERO_MAX_WOUND", "0")
                .with("DISPATCH_HERO_TURN_INTERVAL", turnInterval.toMillis() + "ms");
    }

    /** Adds a setting for all centers. */
    ProcessCluster with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Starts centers at the same time, each on a free port. */
    List<CenterProcess> start(String... cities) {
        return Stream.of(cities)
                .map(city -> start(Map.of("CITY_NAME", city, "PORT", nextHttpPort())))
                .toList();
    }

    /** Waits until all centers are ready and form one cluster, and returns their APIs. */
    List<CenterApi> apis(List<CenterProcess> processes) {
        List<CenterApi> apis = processes.stream().map(CenterProcess::api).toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        apis.stream().allMatch(api -> api.get("/api/centers").size() == apis.size()));
        return apis;
    }

    /** Waits until each center has about its share of the heroes, and all heroes have their backups. */
    void awaitShares(List<CenterApi> centers, int heroes) {
        double share = (double) heroes / centers.size();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> centers.stream()
                        .allMatch(center -> center.metric("dispatch_backups_safe") == 1
                                && Math.abs(center.metric("dispatch_heroes") - share) < share / 3));
    }

    /** Starts a center; its own settings override the common ones. */
    CenterProcess start(Map<String, String> own) {
        return start(own, CenterProcess::start);
    }

    /** Starts a center without the scripts. */
    CenterProcess startJar(Map<String, String> own) {
        return start(own, CenterProcess::startJar);
    }

    private CenterProcess start(Map<String, String> own, BiFunction<Map<String, String>, Path, CenterProcess> starter) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(own);
        Path log = logs.resolve("%02d-%s.log".formatted(centers.size() + 1, own.getOrDefault("CITY_NAME", "center")));
        CenterProcess center = starter.apply(all, log);
        centers.put(log, center);
        return center;
    }

    /** Where the first center listens for other centers; the next ones listen on the next ports. */
    int firstMemberPort() {
        return firstPort;
    }

    private String nextHttpPort() {
        return "" + (firstPort + CLUSTER_PORTS + centers.size());
    }

    /** The first of a range of free ports, below those that the system uses for outgoing connections. */
    private static int freePorts() {
        return RANDOM.ints(20_000, 32_000)
                .filter(first ->
                        IntStream.range(first, first + 2 * CLUSTER_PORTS).allMatch(ProcessCluster::isFree))
                .findFirst()
                .orElseThrow();
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        logs = logs.resolve(context.getRequiredTestClass().getSimpleName());
        Files.createDirectories(logs);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kill();
    }

    /** Kills all centers, for tests that need a new cluster each. */
    void kill() {
        centers.values().forEach(CenterProcess::kill);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        centers.forEach((log, center) -> System.err.printf("%n== %s%n%s", log, center.output()));
    }
}
