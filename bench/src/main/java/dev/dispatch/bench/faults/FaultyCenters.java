package dev.dispatch.bench.faults;

import dev.dispatch.bench.cluster.BackupSafetyPoll;
import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.Http;
import dev.dispatch.bench.cluster.JvmOptions;
import dev.dispatch.bench.cluster.Node;
import dev.dispatch.bench.cluster.SystemUnderTest;
import dev.dispatch.bench.cluster.Wait;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Three centers on hosts of a {@link FaultNetwork}, and a fourth host for one that joins. {@code close()} kills them. Only
 * {@link #uri} may be called by several threads.
 */
public final class FaultyCenters implements AutoCloseable {
    /** The centers between two faults. */
    public static final int USUAL = 3;

    /** The host of a center that joins for a while. */
    static final int EXTRA = USUAL;

    /** The time between two turns of a hero. Short, so that each fault meets many turns. */
    public static final Duration TURN_INTERVAL = Duration.ofSeconds(1);

    static final String PASSWORD = "faults-on-purpose";

    private static final List<String> CITIES = List.of("Gotham", "Metropolis", "Capitol", "Smallville");
    private static final int PORT = 4900;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path project;
    private final Path logs;
    private final Http http;
    private final FaultNetwork network;
    private final Map<String, String> settings;
    private final SortedMap<Integer, Node> running = new TreeMap<>();
    private final List<Integer> byAge = new ArrayList<>();

    private FaultyCenters(Path project, Path logs, Http http, FaultNetwork network, Map<String, String> settings) {
        this.project = project;
        this.logs = logs;
        this.http = http;
        this.network = network;
        this.settings = settings;
    }

    /**
     * Starts three centers, one after the other.
     *
     * @param immortal whether heroes never fall
     */
    public static FaultyCenters start(
            Path project, Path logs, Http http, FaultNetwork network, JvmOptions jvmOptions, boolean immortal) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DISPATCH_CLUSTER_NAME", "faults");
        settings.put("DISPATCH_PASSWORD", PASSWORD);
        settings.put("DISPATCH_STORE", "none");
        settings.put("DISPATCH_JAVA_OPTS", jvmOptions.toString());
        settings.put("DISPATCH_HERO_TURN_INTERVAL", TURN_INTERVAL.toMillis() + "ms");
        settings.put(
                "DISPATCH_CLUSTER_MEMBERS",
                String.join(
                        ",",
                        IntStream.range(0, network.hosts())
                                .mapToObj(network::address)
                                .toList()));
        if (immortal) {
            settings.put("DISPATCH_HERO_MAX_WOUND", "0");
        }
        FaultyCenters centers = new FaultyCenters(project, logs, http, network, settings);
        try {
            IntStream.range(0, USUAL).forEach(centers::start);
            centers.awaitWhole();
            return centers;
        } catch (RuntimeException e) {
            centers.close();
            throw e;
        }
    }

    FaultNetwork network() {
        return network;
    }

    /** Whether a center should be able to answer: it was started and not ended. */
    boolean isRunning(int host) {
        return running.containsKey(host);
    }

    /** The hosts of running centers, the one that has run for the longest time first. */
    List<Integer> byAge() {
        return List.copyOf(byAge);
    }

    String city(int host) {
        return CITIES.get(host);
    }

    /** The URI of a path at a host, whether a center runs there or not. */
    static URI uri(FaultNetwork network, int host, String path) {
        return URI.create("http://%s:%d%s".formatted(network.address(host), PORT, path));
    }

    /** Starts a center, and waits until it is ready. */
    void start(int host) {
        Node node = startProcess(host);
        Wait.until(city(host) + " is ready", LIMIT, () -> {
            node.requireAlive();
            return http.isOk(node.uri("/actuator/health/readiness"));
        });
    }

    /** Starts a center without waiting. */
    Node startProcess(int host) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("CITY_NAME", city(host));
        all.put("PORT", Integer.toString(PORT));
        all.put("DISPATCH_BIND_ADDRESS", network.address(host));
        String[] command =
                network.on(host, project.resolve("bin/center").toString()).toArray(String[]::new);
        Node node = Node.start(
                city(host),
                network.address(host),
                PORT,
                SystemUnderTest.process(all, command),
                logs.resolve("faults-" + city(host) + ".log"));
        running.put(host, node);
        byAge.add(host);
        return node;
    }

    void kill(int host) {
        node(host).kill();
        remove(host);
    }

    /** Sends SIGTERM to some centers at the same time, and waits until they have ended. */
    void shutDown(List<Integer> hosts) {
        hosts.forEach(host -> node(host).terminate());
        hosts.forEach(host -> {
            node(host).awaitEnd(LIMIT);
            remove(host);
        });
    }

    void freeze(int host) {
        node(host).signal("STOP");
    }

    void thaw(int host) {
        node(host).signal("CONT");
    }

    private Node node(int host) {
        Node node = running.get(host);
        if (node == null) {
            throw new IllegalArgumentException("No center runs at host " + host);
        }
        return node;
    }

    private void remove(int host) {
        node(host).close();
        running.remove(host);
        byAge.remove((Integer) host);
    }

    /** Waits until the backups of all heroes are safe. */
    void awaitBackups() {
        new BackupSafetyPoll(http, node(byAge.get(0)), running.size()).secondsUntilSafe(System.nanoTime(), LIMIT);
    }

    /** Waits until all running centers are one cluster that answers, and no turn is overdue. */
    public void awaitWhole() {
        Wait.until("one cluster, all turns taken", LIMIT, this::isWhole);
    }

    private boolean isWhole() {
        running.values().forEach(Node::requireAlive);
        try {
            for (Node node : running.values()) {
                if (http.json(node.uri("/api/centers")).size() != running.size()) {
                    return false;
                }
            }
            return census(byAge.get(0)).values().stream().noneMatch(hero -> hero.isOverdueBy(PATIENCE));
        } catch (BenchException e) {
            return false; // a center does not answer yet
        }
    }

    /** All heroes by name, read page by page at one center; one that falls meanwhile can hide another. */
    Map<String, HeroReading> census(int host) {
        Map<String, HeroReading> heroes = new HashMap<>();
        int pages = 1;
        for (int page = 0; page < pages; page++) {
            JsonNode answer =
                    http.json(uri(network, host, "/api/heroes?sort=name,asc&size=500&page=%d".formatted(page)));
            answer.path("content").forEach(json -> {
                HeroReading hero = HeroReading.of(json);
                heroes.put(hero.hero().name(), hero);
            });
            pages = answer.path("page").path("totalPages").asInt();
        }
        return heroes;
    }

    /** One hero, read at one center. */
    Optional<HeroReading> find(int host, String name) {
        URI uri = uri(network, host, "/api/heroes/" + name.replace(" ", "%20"));
        return http.statusOf(uri) == 404 ? Optional.empty() : Optional.of(HeroReading.of(http.json(uri)));
    }

    /** Starts again what a fault has ended, ends what it has added, and waits until all is whole. */
    public void restore() {
        network.heal();
        if (isRunning(EXTRA)) {
            shutDown(List.of(EXTRA));
        }
        IntStream.range(0, USUAL).filter(host -> !isRunning(host)).forEach(this::start);
        awaitWhole();
        awaitBackups();
    }

    /** Kills all centers. */
    @Override
    public void close() {
        running.values().forEach(Node::kill);
        running.values().forEach(Node::close);
        running.clear();
    }
}
