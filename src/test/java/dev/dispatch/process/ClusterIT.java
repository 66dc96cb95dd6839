package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three centers without faults. */
class ClusterIT {
    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(4));

    private static List<CenterProcess> processes = List.of();
    private static List<CenterApi> centers = List.of();

    @BeforeAll
    static void start() {
        processes = cluster.start("Gotham", "Metropolis", "Capitol");
        centers = cluster.apis(processes);
        centers.get(0).enlist(100);
    }

    @Test
    void heroCreatedOnOneCenterIsVisibleOnAll() {
        HttpResponse<String> created = centers.get(0).send("POST", "/api/heroes", "{\"name\": \"Batgirl\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(centers)
                .allSatisfy(
                        center -> assertThat(center.hero("Batgirl").health()).isEqualTo(100));
    }

    @Test
    void enlistingStartsNoThreads() {
        double before = centers.get(1).metric("jvm_threads_started_threads_total");

        centers.get(1).enlist(200);

        // on one or two processors, futures without a pool start one or two threads per hero
        assertThat(centers.get(1).metric("jvm_threads_started_threads_total") - before)
                .isLessThan(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    POST   | /api/heroes               | {"name": ""}
                    POST   | /api/heroes               | {"name": "12345678901234567890123456789012345678901234567890123456789012345"}
                    POST   | /api/heroes               | {"name": "a\\u0007b"}
                    POST   | /api/heroes               | {"name": ["a"]}
                    POST   | /api/heroes               | {"name":
                    POST   | /api/heroes               | <hero/>
                    POST   | /api/heroes/batch         | {"count": 0}
                    POST   | /api/heroes/batch         | {"count": 1000001}
                    POST   | /api/heroes/batch         | {"count": "many"}
                    GET    | /api/heroes?sort=power    |
                    GET    | /api/heroes?page=-1       |
                    GET    | /api/heroes?size=0        |
                    GET    | /api/heroes?size=501      |
                    GET    | /api/heroes?colour=red    |
                    GET    | /api/events?limit=none    |
                    DELETE | /api/centers/gotham       |
                    """)
    void badRequestGetsProblemDetailsAndIsNotLogged(String method, String path, String body) {
        HttpResponse<String> answer = centers.get(0).send(method, path, body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"detail\"");
        assertThat(processes.get(0).output()).doesNotContain(" ERROR ").doesNotContain("\tat ");
    }

    @Test
    void secondCenterOfCityIsRefusedWithoutRebalance() {
        Map<String, Integer> epochs = centers.get(2).census().epochs();

        CenterProcess second = cluster.start("Gotham").get(0);

        assertThat(second.exitStatus()).isEqualTo(1);
        assertThat(second.output().lines())
                .singleElement()
                .asString()
                .contains("CITY_NAME Gotham", centers.get(0).url().toString());
        assertThat(centers.get(2).census().epochs()).isEqualTo(epochs);
    }

    @Test
    void secondCenterOfPortIsRefusedWithoutRebalance() {
        Map<String, Integer> epochs = centers.get(2).census().epochs();
        String port = "" + centers.get(1).url().getPort();

        CenterProcess second = cluster.start(Map.of("CITY_NAME", "Smallville", "PORT", port));

        assertThat(second.exitStatus()).isEqualTo(1);
        assertThat(second.output().lines())
                .singleElement()
                .asString()
                .contains("PORT " + port, "Metropolis", centers.get(1).url().toString());
        assertThat(centers.get(2).census().epochs()).isEqualTo(epochs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "health/liveness", "health/readiness"})
    void healthIsUp(String path) {
        assertThat(centers.get(2).get("/actuator/" + path).path("status").asString())
                .isEqualTo("UP");
    }

    @Test
    void actuatorListsCentersAndReportsOwnCity() {
        assertThat(centers.get(2).get("/actuator/centers").findValuesAsString("city"))
                .containsExactlyInAnyOrder("Gotham", "Metropolis", "Capitol");
        assertThat(centers.get(2).get("/actuator/info").at("/center/city").asString())
                .isEqualTo("Capitol");
        assertThat(centers.get(2).get("/actuator/info").at("/build/version").asString())
                .isNotEmpty();
    }

    @Test
    void sensitiveEndpointsAreNotExposed() {
        assertThat(List.of("env", "heapdump", "threaddump", "beans", "configprops", "loggers", "mappings"))
                .allSatisfy(endpoint -> assertThat(centers.get(0)
                                .send("GET", "/actuator/" + endpoint)
                                .statusCode())
                        .isEqualTo(404));
    }

    @Test
    void shutdownOfAnUnknownCenterIsNotFound() {
        String nobody = "/actuator/centers/00000000-0000-0000-0000-000000000000";

        assertThat(centers.get(0).send("DELETE", nobody).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dispatch_heroes",
                "dispatch_turns_total{outcome=\"won\"}",
                "dispatch_turns_total{outcome=\"lost\"}",
                "dispatch_turns_total{outcome=\"rested\"}",
                "dispatch_turn_lateness_seconds_bucket{le=\"0.1\"}",
                "dispatch_turn_lateness_seconds_bucket{le=\"+Inf\"}",
                "dispatch_turn_lateness_seconds_count",
                "dispatch_turn_lateness_seconds_sum",
                "dispatch_turn_lateness_seconds_max",
                "dispatch_beats_seconds_count",
                "dispatch_beats_seconds_sum",
                "dispatch_heroes_fallen_total",
                "dispatch_heroes_rehomed_total{reason=\"crash\"}",
                "dispatch_heroes_rehomed_total{reason=\"leave\"}",
                "dispatch_heroes_rehomed_total{reason=\"rebalance\"}",
                "dispatch_takeover_gap_seconds",
                "dispatch_task_failures_total{task=\"beat\"}",
                "dispatch_backups_safe",
                "dispatch_centers",
                "dispatch_live_viewers",
                "dispatch_live_pushes_total"
            })
    void prometheusExposes(String metric) {
        assertThat(centers.get(0).metric(metric)).isNotNegative();
    }

    @Test
    void heroGaugesSumToClusterTotal() {
        await().untilAsserted(() -> assertThat(sum("dispatch_heroes"))
                .isEqualTo(centers.get(0).get("/api/cluster").path("heroes").asDouble()));
        await().untilAsserted(() ->
                assertThat(sum("dispatch_turn_lateness_seconds_count")).isPositive());
        assertThat(centers.get(0).metric("dispatch_centers")).isEqualTo(3);
    }

    private static double sum(String metric) {
        return centers.stream().mapToDouble(center -> center.metric(metric)).sum();
    }
}
