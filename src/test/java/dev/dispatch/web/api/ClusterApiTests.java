package dev.dispatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CenterTest
class ClusterApiTests {
    private final Visitor program;

    ClusterApiTests(@LocalServerPort int port) {
        program = new Visitor(port);
    }

    @Test
    void centerListsItself() {
        JsonNode centers = Visitor.json(program.get("/api/centers"));

        assertThat(centers).hasSize(1);
        JsonNode center = centers.path(0);
        assertThat(center.propertyNames()).contains("id", "city", "url", "state", "heroes", "startedAt", "self");
        assertThat(center.path("city").asString()).isEqualTo("Gotham");
        assertThat(center.path("url").asString()).isEqualTo(program.origin());
        assertThat(center.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(center.path("self").asBoolean()).isTrue();
    }

    @Test
    void clusterIsSummarized() {
        program.json("POST", "/api/heroes", "{}");

        JsonNode cluster = Visitor.json(program.get("/api/cluster"));

        assertThat(cluster.propertyNames())
                .containsExactly("heroes", "centers", "backupsSafe", "turnsPerSecond", "lastTakeover");
        assertThat(cluster.path("heroes").asLong()).isPositive();
        assertThat(cluster.path("centers").asInt()).isEqualTo(1);
    }

    @Test
    void latestEventsComeFirst() {
        program.json("POST", "/api/heroes", "{\"name\": \"Eventful\"}");
        program.send("DELETE", "/api/heroes/Eventful", "");

        await().untilAsserted(() -> {
            JsonNode events = Visitor.json(program.get("/api/events?limit=2"));
            assertThat(events).hasSize(2);
            assertThat(events.path(0).propertyNames()).containsExactly("at", "type", "text", "hero", "center");
            assertThat(events.path(0).path("type").asString()).isEqualTo("TERMINATED");
            assertThat(events.path(1).path("type").asString()).isEqualTo("ENLISTED");
            assertThat(events.path(1).path("hero").asString()).isEqualTo("Eventful");
        });
    }

    @Test
    void eventsAreFilteredByType() {
        program.json("POST", "/api/heroes", "{\"name\": \"Filtered\"}");
        program.send("DELETE", "/api/heroes/Filtered", "");

        await().untilAsserted(() -> assertThat(types("TERMINATED")).contains("TERMINATED"));
        assertThat(types("TERMINATED")).containsOnly("TERMINATED");
        assertThat(types("TERMINATED,CENTER_JOINED")).containsOnly("TERMINATED", "CENTER_JOINED");
        assertThat(types("")).contains("ENLISTED", "TERMINATED");
        assertThat(types("REHOMED")).isEmpty();
    }

    private List<String> types(String filter) {
        return Visitor.json(program.get("/api/events?type=" + filter)).findValuesAsString("type");
    }

    @Test
    void openApiDescribesCallsAndProblems() {
        JsonNode description = Visitor.json(program.get("/v3/api-docs"));

        assertThat(description.path("paths").propertyNames())
                .contains("/api/heroes", "/api/heroes/batch", "/api/heroes/{name}", "/api/centers", "/api/cluster");
        assertThat(description.at("/paths/~1api~1heroes/post/responses").propertyNames())
                .contains("201", "400", "409", "503");
        assertThat(description.at("/paths/~1api~1heroes/get/parameters").findValuesAsString("name"))
                .containsExactly("search", "sort", "page", "size");
        assertThat(description.path("components").path("schemas").propertyNames())
                .contains("HeroResource", "HeroPageResource", "Center", "FeedEvent")
                .doesNotContain("HttpHeaders", "ResponseEntityHeroResource");
        for (String read : List.of("~1api~1heroes", "~1api~1heroes~1{name}", "~1api~1cluster")) {
            assertThat(description.at("/paths/" + read + "/get/responses").propertyNames())
                    .contains("200", "503");
        }
        assertThat(description
                        .at("/components/schemas/Center/properties/state/enum")
                        .values())
                .extracting(JsonNode::asString)
                .containsExactly("ACTIVE", "LEAVING");
        assertThat(program.get("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }
}
