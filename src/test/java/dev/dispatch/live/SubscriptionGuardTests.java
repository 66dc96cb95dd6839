package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.messaging.simp.stomp.StompSession.Subscription;

@CenterTest
class SubscriptionGuardTests {
    private static final int ATTEMPTS = 3;

    private final int port;
    private final MeterRegistry meters;
    private final TestStompClient client;

    @Autowired
    SubscriptionGuardTests(@LocalServerPort int port, MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
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
    void idOfASubscriptionCannotBeUsedAgain() throws IOException {
        try (StuckStompClient guest = new StuckStompClient(port)) {
            client.subscribe("/topic/centers");
            await().until(() -> viewers() == 2);
            for (int search = 0; search < 100; search++) {
                guest.subscribe("1", "/topic/heroes?search=" + search);
            }

            await().until(() -> viewers() == 1);
        } catch (SocketException e) {
            // the center has closed the connection while the guest was sending
        }
        await().until(() -> viewers() == 1);
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

    private double viewers() {
        return meters.get("dispatch.live.viewers").gauge().value();
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
