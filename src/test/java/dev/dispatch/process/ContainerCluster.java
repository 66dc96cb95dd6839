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
 * The centers of a test class in containers, on a network of their own where one DNS name resolves to all of them. They are
 * removed after the class; their logs are printed for a failed test.
 */
final class ContainerCluster implements BeforeAllCallback, AfterAllCallback, TestWatcher {
    static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Heroes take a turn each second and never fall. */
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
     * Starts centers at the same time, or stops the youngest ones, and waits until {@code count} of them form one cluster. The
     * first of the list is the oldest, which is Hazelcast's master.
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

    /** Whether each center sees all of them and no others. */
    static boolean areOneCluster(List<CenterContainer> centers) {
        return centers.stream()
                .allMatch(center -> center.api().get("/api/centers").size() == centers.size());
    }

    /** Waits until each center has heroes and all heroes have their backups. */
    void awaitBackups(List<CenterContainer> those) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> those.stream()
                        .map(CenterContainer::api)
                        .allMatch(center ->
                                center.metric("dispatch_backups_safe") == 1 && center.metric("dispatch_heroes") > 0));
    }

    /** Removes a center that has ended from the list. */
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
