package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.live.TestStompClient.Pushes;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CenterTest
class StuckViewerTests {
    private static final int STUCK = 20;
    private static final int HEROES = 1000;
    private static final List<String> TOPICS =
            List.of("/topic/heroes?size=500", "/topic/centers", "/topic/events", "/topic/charts", "/topic/takeover");

    /** Above the five seconds of a send, for a busy machine, and below the 20 seconds after which Tomcat gives up by default. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(8);

    private final int port;
    private final SuperheroRegistry registry;
    private final MeterRegistry meters;
    private final List<StuckStompClient> stuck = new ArrayList<>();

    @Autowired
    StuckViewerTests(@LocalServerPort int port, SuperheroRegistry registry, MeterRegistry meters) {
        this.port = port;
        this.registry = registry;
        this.meters = meters;
    }

    @BeforeEach
    void enlistHeroes() {
        registry.enlist(HEROES);
        await().until(() -> viewers() == 0);
    }

    @AfterEach
    void disconnect() throws IOException {
        for (StuckStompClient client : stuck) {
            client.close();
        }
    }

    @Test
    void viewersThatNeverReadAreDisconnectedAndDoNotDelayOthers() throws IOException, InterruptedException {
        try (TestStompClient other = new TestStompClient(port)) {
            Pushes heroes = other.subscribe("/topic/heroes?search=marker");
            assertThat(heroes.next()).isNotNull();
            for (int i = 0; i < STUCK; i++) {
                StuckStompClient client = new StuckStompClient(port);
                stuck.add(client);
                for (int topic = 0; topic < TOPICS.size(); topic++) {
                    client.subscribe(String.valueOf(topic), TOPICS.get(topic));
                }
            }
            await().until(() -> viewers() == STUCK + 1);

            long start = System.nanoTime();
            for (int i = 0; viewers() > 1; i++) {
                registry.enlist(new HeroName("marker " + i));
                String change = "marker " + i;
                await().atMost(LONGEST_GAP)
                        .until(() -> heroes.received().stream().anyMatch(push -> push.contains(change)));
                heroes.received().clear();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            }
            assertThat(other.session().isConnected()).isTrue();
        }
    }

    private double viewers() {
        return meters.get("dispatch.live.viewers").gauge().value();
    }
}
