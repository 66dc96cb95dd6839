package dev.dispatch.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/**
 * The centers of a test class in containers on a network of their own, of which all answer to one name. They end with the class; what they printed is shown for a test that fails.
 */
final class ContainerCluster implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Superheroes that take a turn a second and never fall. */
    private static final Map<String, String> SETTINGS = Map.of(
            "DISPATCH_CLUSTER_MEMBERS",
            CenterContainer.SERVICE,
            "DISPATCH_HERO_MAX_WOUND",
            "0",
            "DISPATCH_HERO_TURN_INTERVAL",
            INTERVAL.toMillis() + "ms");

    private final String discovery;
    private final List<CenterContainer> started = new ArrayList<>();
    private final List<CenterContainer> centers = new ArrayList<>();
    private @Nullable Network network;

    ContainerCluster(String discovery) {
        this.discovery = discovery;
    }

    /**
     * Starts centers at once, or stops the youngest, until there are so many that know of each other; the oldest comes first, who
     * leads the others when members come and go.
     */
    List<CenterContainer> scale(int count) {
        while (centers.size() > count) {
            centers.remove(centers.size() - 1).stop(Duration.ofSeconds(40));
        }
        Network here = network();
        List<CenterContainer> fresh = Stream.generate(() -> new CenterContainer(here, discovery, SETTINGS))
                .limit(count - centers.size())
                .toList();
        started.addAll(fresh);
        centers.addAll(fresh);
        Startables.deepStart(fresh.stream().map(center -> center.container)).join();
        await().atMost(Duration.ofMinutes(1)).until(() -> areOneCluster(centers));
        List<String> oldestFirst = centers.get(0).api().get("/api/centers").findValuesAsString("city");
        centers.sort(Comparator.comparing(center -> oldestFirst.indexOf(center.city())));
        return List.copyOf(centers);
    }

    /** Whether each of them knows so many centers as they are. */
    static boolean areOneCluster(List<CenterContainer> centers) {
        return centers.stream()
                .allMatch(center -> center.api().get("/api/centers").size() == centers.size());
    }

    /** Waits until each has superheroes, and all of those their backups. */
    void awaitBackups(List<CenterContainer> those) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> those.stream()
                        .map(CenterContainer::api)
                        .allMatch(center ->
                                center.metric("dispatch_backups_safe") == 1 && center.metric("dispatch_heroes") > 0));
    }

    /** Counts a center no more that has ended. */
    void forget(CenterContainer center) {
        centers.remove(center);
    }

    private Network network() {
        Network known = network;
        if (known == null) {
            throw new IllegalStateException("Only within a test class");
        }
        return known;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        CenterImage.build();
        network = Network.newNetwork();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        started.forEach(center -> center.container.stop());
        if (network != null) {
            network.close();
        }
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        for (CenterContainer center : started) {
            if (center.container.getContainerId() != null) {
                System.err.printf("%n== %s%n%s", center.container.getContainerId(), center.container.getLogs());
            }
        }
    }
}
