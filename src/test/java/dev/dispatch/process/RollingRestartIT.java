package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each center is stopped and started again while clients create heroes at all of them. */
class RollingRestartIT {
    private static final String[] CITIES = {"Gotham", "Metropolis", "Capitol"};

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(1));

    @Test
    void everyHeroThatWasCreatedSurvives() {
        List<CenterProcess> processes = new ArrayList<>(cluster.start(CITIES));
        List<CenterApi> centers = cluster.apis(processes);
        CreatingClients clients = new CreatingClients(centers);
        try (clients) {
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
        }

        assertThat(clients.unexpected()).isEmpty();
        assertThat(clients.created()).hasSizeGreaterThan(100);
        HeroSnapshot census = centers.get(0).census();
        assertThat(census.heroes()).containsKeys(clients.created().toArray(String[]::new));
        assertThat(census.heroes().values())
                .filteredOn(hero -> !hero.hasTakenEachTurnOnce(Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(IntStream.range(0, CITIES.length)
                        .mapToObj(i -> processes.get(i).output()))
                .noneMatch(output -> output.contains(" ERROR "));
    }
}
