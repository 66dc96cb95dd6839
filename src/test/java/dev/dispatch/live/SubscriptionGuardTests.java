package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession.Subscription;

@CenterTest
class SubscriptionGuardTests {
    private static final int ATTEMPTS = 3;

    private final int port;
    private final TestStompClient client;

    SubscriptionGuardTests(@LocalServerPort int port) {
        this.port = port;
        client = new TestStompClient(port);
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/centers", "/topic/heroes", "/app/x", "/queue/x"})
    void sendIsRefused(String destination) {
        assertRefused(
                client -> client.session().send(destination, "Hello".getBytes(UTF_8)), "Clients cannot send messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/nothing", "/topic/*", "/topic/**", "/queue/centers", "/user/topic/centers"})
    void unknownTopicIsRefused(String topic) {
        assertRefused(client -> client.subscribe(topic), "The topics are /topic/centers");
    }

    @Test
    void viewOutOfRangeIsRefused() {
        assertRefused(client -> client.subscribe("/topic/heroes?size=501"), "size must be 1 to 500, not 501");
    }

    @Test
    void subscriptionsAreLimited() {
        assertRefused(SubscriptionGuardTests::subscribeTooOften, "at most 20 subscriptions");
    }

    @Test
    void idOfASubscriptionCannotBeUsedAgain() {
        assertRefused(SubscriptionGuardTests::subscribeTwiceAsOne, "has a subscription with the id 1");
    }

    @Test
    void unsubscribingMakesRoomForASubscription() throws InterruptedException {
        for (int i = 0; i < 3 * SubscriptionGuard.MAX_SUBSCRIPTIONS; i++) {
            Subscription subscription = client.session()
                    .subscribe("/topic/events", new TestStompClient.Pushes(new LinkedBlockingQueue<>()));
            subscription.unsubscribe();
        }

        assertThat(client.subscribe("/topic/centers").next()).isNotNull();
    }

    @Test
    void frameSizeIsLimited() {
        client.subscribe("/topic/heroes?search=" + "a".repeat(5000));

        await().until(() -> !client.session().isConnected());
    }

    private static void subscribeTwiceAsOne(TestStompClient client) {
        StompHeaders headers = new StompHeaders();
        headers.setId("1");
        for (String search : List.of("one", "two")) {
            headers.setDestination("/topic/heroes?search=" + search);
            client.session().subscribe(headers, new TestStompClient.Pushes(new LinkedBlockingQueue<>()));
        }
    }

    private static void subscribeTooOften(TestStompClient client) {
        for (int page = 0; page < SubscriptionGuard.MAX_SUBSCRIPTIONS; page++) {
            TestStompClient.Pushes pushes = client.subscribe("/topic/heroes?search=nobody&page=" + page);
            await().until(() -> !pushes.received().isEmpty());
        }
        client.subscribe("/topic/centers");
    }

    /**
     * Asserts that an action is answered with an ERROR frame and a disconnect. Spring omits the frame if another thread is still
     * sending, so the action is retried without one.
     */
    private void assertRefused(Consumer<TestStompClient> action, String reason) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (TestStompClient guest = new TestStompClient(port)) {
                action.accept(guest);
                await().until(() -> !guest.session().isConnected());
                if (!guest.errors().isEmpty()) {
                    assertThat(guest.errors()).singleElement().asString().contains(reason);
                    return;
                }
            }
        }
        fail("Disconnected %d times without an ERROR frame", ATTEMPTS);
    }
}
