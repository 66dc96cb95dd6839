package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.messaging.simp.stomp.StompSession.Subscription;

@CenterTest
class SubscriptionGuardTests {
    private static final int ATTEMPTS = 3;

    private final int port;
    private final Watcher client;

    SubscriptionGuardTests(@LocalServerPort int port) {
        this.port = port;
        client = new Watcher(port);
    }

    @AfterEach
    void hangUp() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/centers", "/topic/heroes", "/app/x", "/queue/x"})
    void nobodySendsAnything(String destination) {
        assertRefused(
                client -> client.session().send(destination, "Hello".getBytes(UTF_8)),
                "Nobody but this center sends anything here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/nothing", "/topic/*", "/topic/**", "/queue/centers", "/user/topic/centers"})
    void thereAreNoOtherTopics(String topic) {
        assertRefused(client -> client.watch(topic), "The topics are /topic/centers");
    }

    @Test
    void aViewHasToBeInBounds() {
        assertRefused(client -> client.watch("/topic/heroes?size=501"), "size must be 1 to 500, not 501");
    }

    @Test
    void subscriptionsAreBounded() {
        assertRefused(SubscriptionGuardTests::watchTooMuch, "at most 20 subscriptions");
    }

    @Test
    void whoUnsubscribesMaySubscribeAgain() throws InterruptedException {
        for (int i = 0; i < 3 * SubscriptionGuard.MAX_SUBSCRIPTIONS; i++) {
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

    private static void watchTooMuch(Watcher client) {
        for (int page = 0; page < SubscriptionGuard.MAX_SUBSCRIPTIONS; page++) {
            Watcher.Pushes pushes = client.watch("/topic/heroes?search=nobody&page=" + page);
            await().until(() -> !pushes.received().isEmpty());
        }
        client.watch("/topic/centers");
    }

    /**
     * Who does that is told why and hung up on. Spring hangs up without the reason if another thread is still busy with what was
     * sent before; who was told nothing does it again.
     */
    private void assertRefused(Consumer<Watcher> deed, String reason) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Watcher guest = new Watcher(port)) {
                deed.accept(guest);
                await().until(() -> !guest.session().isConnected());
                if (!guest.errors().isEmpty()) {
                    assertThat(guest.errors()).singleElement().asString().contains(reason);
                    return;
                }
            }
        }
        fail("Hung up %d times without a reason", ATTEMPTS);
    }
}
