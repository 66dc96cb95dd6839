package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.live.TestStompClient.Pushes;
import dev.dispatch.web.CenterTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A center whose Hazelcast member has shut down, so that it cannot read heroes. */
@CenterTest
@TestPropertySource(properties = "dispatch.hero.max-wound=1")
@DirtiesContext
class LateNoticeTests {
    private final int port;
    private final HazelcastInstance hazelcast;
    private final ApplicationAvailability availability;

    @Autowired
    LateNoticeTests(@LocalServerPort int port, HazelcastInstance hazelcast, ApplicationAvailability availability) {
        this.port = port;
        this.hazelcast = hazelcast;
        this.availability = availability;
    }

    @Test
    void viewersGetANoticeAndThePageShowsTheOtherSections() throws IOException, InterruptedException {
        await().until(() -> page().body().contains("<bdi>Gotham</bdi> joined"));
        assertThat(page().body()).contains("heroes-caption");
        try (TestStompClient client = new TestStompClient(port)) {
            Pushes heroes = client.subscribe("/topic/heroes");
            assertThat(heroes.next()).contains("<thead");
            Pushes centers = client.subscribe("/topic/centers");
            assertThat(centers.next()).contains("id=\"centers\"");

            hazelcast.shutdown();

            assertThat(heroes.next())
                    .startsWith("<turbo-stream action=\"prepend\" target=\"heroes\"><template><p id=\"heroes-late\"")
                    .contains("role=\"status\"", "Out of date: the cluster is not responding.");
        }
        HttpResponse<String> page = page();
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("id=\"heroes\"", "data-topic=\"/topic/heroes\"", "Superheroes are unavailable")
                .contains("Dispatch centers", "data-topic=\"/topic/charts\"", "data-topic=\"/topic/events\"")
                .contains("<bdi>Gotham</bdi> joined")
                .doesNotContain("heroes-caption");
        // the application then ends the process
        await().until(() -> availability.getLivenessState() == LivenessState.BROKEN);
    }

    private HttpResponse<String> page() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .header("Accept", "text/html")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
