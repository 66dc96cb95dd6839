package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.messaging.simp.stomp.StompSession.Subscription;

@CenterTest
class GateTests {
    private final Watcher client;

    GateTests(@LocalServerPort int port) {
        client = new Watcher(port);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/centers", "/topic/heroes", "/app/x", "/queue/x"})
    void nobodySendsAnything(String destination) {
        client.session().send(destination, "Hello".getBytes(UTF_8));

        assertRefused("Nobody but this center sends anything here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/nothing", "/topic/*", "/topic/**", "/queue/centers", "/user/topic/centers"})
    void thereAreNoOtherTopics(String topic) {
        client.watch(topic);

        assertRefused("The topics are /topic/centers");
    }

    @Test
    void aViewHasToBeInBounds() {
        client.watch("/topic/heroes?size=501");

        assertRefused("size is 1 to 500, not 501");
    }

    @Test
    void subscriptionsAreBounded() throws InterruptedException {
        for (int page = 0; page < Gate.MAX_SUBSCRIPTIONS; page++) {
            assertThat(client.watch("/topic/heroes?search=nobody&page=" + page).next())
                    .isNotNull();
        }

        client.watch("/topic/centers");

        assertRefused("at most 20 subscriptions");
    }

    @Test
    void whoUnsubscribesMaySubscribeAgain() throws InterruptedException {
        for (int i = 0; i < 3 * Gate.MAX_SUBSCRIPTIONS; i++) {
            Subscription subscription =
                    client.session().subscribe("/topic/events", new Watcher.Pushes(new LinkedBlockingQueue<>()));
            subscription.unsubscribe();
        }

        assertThat(client.watch("/topic/centers").next()).isNotNull();
    }

    @Test
    void framesAreBounded() {
        client.watch("/topic/heroes?search=" + "a".repeat(5000));

        await().until(() -> !client.session().isConnected());
    }

    private void assertRefused(String message) {
        await().untilAsserted(() -> {
            assertThat(client.errors()).singleElement().asString().contains(message);
            assertThat(client.session().isConnected()).isFalse();
        });
    }
}
