package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.process.CenterImage.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Compose file, used as the documentation says. */
@ExtendWith(NeedsDocker.class)
class ComposeIT {
    private static final String PROJECT = "dispatch-test";
    private static final String PASSWORD = "known to the tests";
    // not the usual ports, where centers of a developer may run
    private static final String PORTS = "24900-24920";

    @BeforeAll
    static void buildTheImage() {
        CenterImage.build();
    }

    @AfterEach
    void removeEverything() {
        // again when a call to the engine took too long, since a container left here would join the next test
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            Answer down = compose(settings("multicast"), "down", "--volumes");
            assertThat(down.status()).as(down.output()).isZero();
            assertThat(containers()).as(down.output()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"multicast", "tcp"})
    void centersFormOneClusterAndAStoppedOneStaysDown(String discovery) {
        List<CenterApi> centers = up(settings(discovery), 3);
        List<String> cities = centers.get(0).get("/api/centers").findValuesAsString("city");
        assertThat(cities).containsExactlyInAnyOrder("Gotham", "Metropolis", "Capitol");
        centers.get(0).enlist(5);
        assertThat(centers.get(2).census().heroes()).hasSize(5);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(centers("health=healthy")).hasSize(3));

        String capitol = centers.get(0).idOf("Capitol");
        assertThat(centers.get(0).send("DELETE", "/api/centers/" + capitol).statusCode())
                .isEqualTo(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(centers("status=exited")).hasSize(1));
        assertThat(centers("exited=0")).hasSize(1);
        assertThat(centers("status=running")).hasSize(2);
    }

    @Test
    void heroesSurviveDownAndUp() {
        Map<String, String> settings = settings("multicast");
        CenterApi center = up(settings, 2).get(0);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> center.enlist(20));
        Map<String, Hero> before = center.census().heroes();
        assertThat(center.get("/actuator/health").findValue("place").asString())
                .isEqualTo("jdbc:postgresql://postgres:5432/dispatch");

        Answer down = compose(settings, "down");

        assertThat(down.status()).as(down.output()).isZero();
        assertThat(containers()).isEmpty();
        CenterApi again = up(settings, 3).get(0);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(again.census().heroes()).containsOnlyKeys(before.keySet()));
        assertThat(again.census().heroes().values()).allSatisfy(hero -> {
            Hero old = Objects.requireNonNull(before.get(hero.name()));
            assertThat(hero.enlistedAt()).isEqualTo(old.enlistedAt());
            assertThat(hero.turns()).isGreaterThanOrEqualTo(old.turns());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISPATCH_PASSWORD", "DISPATCH_STORE_PASSWORD"})
    void composeRefusesToStartWithoutPassword(String password) {
        Map<String, String> settings = settings("multicast");
        settings.put(password, "");

        Answer up = compose(settings, "up", "--detach", "--no-build");

        assertThat(up.status()).isNotZero();
        assertThat(up.output()).contains(password);
        assertThat(containers()).isEmpty();
    }

    /** Starts the database and this many centers, and waits until they are one cluster. */
    private static List<CenterApi> up(Map<String, String> settings, int count) {
        Answer up = compose(settings, "up", "--detach", "--no-build", "--scale", "center=" + count);
        assertThat(up.status()).as(up.output()).isZero();
        List<CenterApi> centers = IntStream.rangeClosed(1, count)
                .mapToObj(index -> published(settings, index))
                .toList();
        await().ignoreExceptions()
                .atMost(Duration.ofMinutes(3))
                .until(() -> centers.stream()
                        .allMatch(center ->
                                center.isReady() && center.get("/api/centers").size() == count));
        return centers;
    }

    private static CenterApi published(Map<String, String> settings, int index) {
        String address = compose(settings, "port", "--index=" + index, "center", "4900")
                .output()
                .strip();
        assertThat(address).matches("127\\.0\\.0\\.1:249\\d\\d");
        return new CenterApi(URI.create("http://" + address), PASSWORD);
    }

    private static List<String> centers(String filter) {
        return containers("label=com.docker.compose.service=center", filter);
    }

    /** All containers of the project that match. */
    private static List<String> containers(String... filters) {
        List<String> command = new ArrayList<>(List.of("docker", "ps", "--all", "--quiet"));
        Stream.concat(Stream.of("label=com.docker.compose.project=" + PROJECT), Stream.of(filters))
                .forEach(filter -> command.addAll(List.of("--filter", filter)));
        return CenterImage.run(Map.of(), command.toArray(String[]::new))
                .output()
                .lines()
                .toList();
    }

    private static Map<String, String> settings(String discovery) {
        return new HashMap<>(Map.of(
                "COMPOSE_PROJECT_NAME", PROJECT,
                // heroes that never fall
                "COMPOSE_FILE", "docker-compose.yml:src/test/resources/immortals.yml",
                "DISPATCH_IMAGE", CenterImage.NAME,
                "DISPATCH_PASSWORD", PASSWORD,
                "DISPATCH_STORE_PASSWORD", "also known to the tests",
                "DISPATCH_PUBLISHED_PORTS", PORTS,
                "DISPATCH_CLUSTER_DISCOVERY", discovery));
    }

    /** Runs Compose v2, or v1 where v2 is not installed. */
    private static Answer compose(Map<String, String> settings, String... arguments) {
        boolean plugin =
                CenterImage.run(Map.of(), "docker", "compose", "version").status() == 0;
        Stream<String> program = plugin ? Stream.of("docker", "compose") : Stream.of("docker-compose");
        return CenterImage.run(
                settings, Stream.concat(program, Stream.of(arguments)).toArray(String[]::new));
    }
}
