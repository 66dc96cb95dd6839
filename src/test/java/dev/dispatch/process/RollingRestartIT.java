package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each center is stopped and started again while clients create heroes at all of them. */
class RollingRestartIT {
    private static final String[] CITIES = {"Gotham", "Metropolis", "Capitol"};

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(1));

    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void everyHeroThatWasCreatedSurvives() {
        List<CenterProcess> processes = new ArrayList<>(cluster.start(CITIES));
        List<CenterApi> centers = cluster.apis(processes);
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> clients = centers.stream()
                .map(center -> new Thread(() -> {
                    while (!stop.get()) {
                        create(center);
                    }
                }))
                .toList();
        clients.forEach(Thread::start);

        for (int i = 0; i < CITIES.length; i++) {
            processes.get(i).terminate();
            assertThat(processes.get(i).exitStatus()).isIn(0, 143);
            String port = "" + centers.get(i).url().getPort();
            processes.set(i, cluster.start(Map.of("CITY_NAME", CITIES[i], "PORT", port)));
            cluster.apis(processes);
            // as an operator would, before stopping the next one
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> centers.stream().allMatch(center -> center.metric("dispatch_backups_safe") == 1));
        }
        stop.set(true);
        clients.forEach(RollingRestartIT::join);

        assertThat(unexpected).isEmpty();
        assertThat(created).hasSizeGreaterThan(100);
        HeroSnapshot census = centers.get(0).census();
        assertThat(census.heroes()).containsKeys(created.toArray(String[]::new));
        assertThat(census.heroes().values())
                .filteredOn(hero -> !hero.hasTakenEachTurnOnce(Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(IntStream.range(0, CITIES.length)
                        .mapToObj(i -> processes.get(i).output()))
                .noneMatch(output -> output.contains(" ERROR "));
    }

    /** A center that is down or leaving refuses. Any other answer than 201 is unexpected. */
    private void create(CenterApi center) {
        String name = "Hero " + attempts.incrementAndGet();
        try {
            HttpResponse<String> answer = center.send("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(name));
            if (answer.statusCode() == 201) {
                created.add(name);
            } else if (answer.statusCode() != 503) {
                unexpected.add(answer.statusCode() + " " + answer.body());
            }
        } catch (AssertionError unanswered) {
            // the center is down, or the answer was lost; then the hero may exist or not
        }
    }

    private static void join(Thread client) {
        try {
            client.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
