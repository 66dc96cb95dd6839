package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.console.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

class BroadcastTests {
    private static final String TOPIC = "/topic/heroes";
    private static final String SECTION = "<div id=\"heroes\">all</div>";
    private static final String NOTICE = "<p>late</p>";
    private static final String SAID =
            "<turbo-stream action=\"prepend\" target=\"heroes\"><template>" + NOTICE + "</template></turbo-stream>";

    private final Broadcast broadcast = new Broadcast(Section.ofTopic(TOPIC), new LiveMetrics());
    private final List<String> seen = watch("1");

    @Test
    void whatIsMissingForTwoSecondsIsSaidOnce() {
        broadcast.expectAt(at(10_000));

        tellIfLateAt(9_000);
        tellIfLateAt(11_999);
        assertThat(seen).isEmpty();

        tellIfLateAt(12_000);
        tellIfLateAt(13_000);
        assertThat(seen).containsExactly(SAID);
    }

    @Test
    void whoComesMeanwhileIsToldToo() {
        broadcast.expectAt(at(0));
        tellIfLateAt(5_000);

        List<String> seenLater = watch("2");
        tellIfLateAt(5_500);

        assertThat(seenLater).containsExactly(SAID);
        assertThat(seen).containsExactly(SAID);
    }

    @Test
    void whatComesThenIsTheWholeWithoutTheNotice() {
        broadcast.refresh(() -> SECTION);
        broadcast.refresh(() -> SECTION);
        String whole = new RenderedSection("heroes", SECTION).whole();
        assertThat(seen).containsExactly(whole);

        broadcast.expectAt(at(0));
        tellIfLateAt(60_000);
        broadcast.refresh(() -> SECTION);
        broadcast.refresh(() -> SECTION);

        assertThat(seen).containsExactly(whole, SAID, whole);
    }

    @Test
    void whatIsMissingAgainIsSaidAgain() {
        for (int time = 0; time < 2; time++) {
            broadcast.expectAt(at(0));
            tellIfLateAt(60_000);
            broadcast.refresh(() -> SECTION);
        }

        assertThat(seen).hasSize(4).filteredOn(SAID::equals).hasSize(2);
    }

    @Test
    void nothingIsMissingThatCameJustNow() {
        broadcast.expectAt(System.nanoTime() - at(60_000));
        broadcast.refresh(() -> SECTION);
        broadcast.tellIfLate(System.nanoTime(), () -> NOTICE);

        assertThat(seen).doesNotContain(SAID);
    }

    private void tellIfLateAt(long millis) {
        broadcast.tellIfLate(at(millis), () -> NOTICE);
    }

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    /** What somebody sees who watches from now on. */
    private List<String> watch(String id) {
        List<String> received = new ArrayList<>();
        StompHeaderAccessor subscribe = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        subscribe.setSessionId(id);
        subscribe.setSubscriptionId("0");
        subscribe.setDestination(TOPIC);
        broadcast.join(new Viewer(subscribe, (message, timeout) -> {
            byte[] payload = (byte[]) Objects.requireNonNull(message.getPayload());
            return received.add(new String(payload, UTF_8));
        }));
        return received;
    }
}
