package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A center that refuses changes until a second center joins. */
@CenterTest
@TestPropertySource(properties = "dispatch.cluster.minimum-centers=2")
class UnavailableTests {
    private final Visitor visitor;

    UnavailableTests(@LocalServerPort int port) {
        visitor = new Visitor(port);
    }

    @Test
    void apiAnswers503WithRetryAfter() {
        HttpResponse<String> response = visitor.json("POST", "/api/heroes", "{}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Visitor.json(response).path("detail").asString()).contains("Fewer than 2 centers");
    }

    @Test
    void pageSaysThatTooFewCentersAreLeft() {
        assertThat(visitor.page("/").body()).contains("Fewer than 2 centers are left. Superheroes take no turns");
    }

    @Test
    void pageShowsWhyFormFailed() {
        visitor.page("/");

        assertThat(visitor.form("/heroes", Map.of("name", "Waiting")).statusCode())
                .isEqualTo(303);
        assertThat(visitor.page("/").body()).contains("Fewer than 2 centers");
    }
}
