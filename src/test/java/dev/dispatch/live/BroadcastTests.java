package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dispatch.web.console.Section;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

class BroadcastTests {
    private static final String TOPIC = "/topic/heroes";
    private static final String SECTION = "<div id=\"heroes\">all</div>";
    private static final String CHANGED = "<div id=\"heroes\">none</div>";
    private static final String NOTICE = "<p>late</p>";
    private static final String NOTICE_STREAM =
            "<turbo-stream action=\"prepend\" target=\"heroes\"><template>" + NOTICE + "</template></turbo-stream>";

    private final Broadcast broadcast = new Broadcast(
            Section.ofTopic(TOPIC), new RefreshPacing(System::nanoTime), new SimpleMeterRegistry().counter("pushes"));
    private final List<String> received = watch("1");

    @Test
    void viewerGetsOneNoticeWhenRefreshIsTwoSecondsLate() {
        broadcast.expectAt(at(10_000));

        notifyAt(9_000);
        notifyAt(11_999);
        assertThat(received).isEmpty();

        notifyAt(12_000);
        notifyAt(13_000);
        assertThat(received).containsExactly(NOTICE_STREAM);
    }

    @Test
    void viewerThatSubscribesWhileLateGetsTheNotice() {
        broadcast.expectAt(at(0));
        notifyAt(5_000);

        List<String> receivedLater = watch("2");
        notifyAt(5_500);

        assertThat(receivedLater).containsExactly(NOTICE_STREAM);
        assertThat(received).containsExactly(NOTICE_STREAM);
    }

    @Test
    void refreshAfterNoticeSendsTheWholeSection() {
        broadcast.refresh(() -> SECTION);
        broadcast.refresh(() -> SECTION);
        String whole = new RenderedSection("heroes", SECTION).whole();
        assertThat(received).containsExactly(whole);

        broadcast.expectAt(at(0));
        notifyAt(60_000);
        broadcast.refresh(() -> SECTION);
        broadcast.refresh(() -> SECTION);

        assertThat(received).containsExactly(whole, NOTICE_STREAM, whole);
    }

    @Test
    void noticeIsSentAgainWhenSectionIsLateAgain() {
        for (int time = 0; time < 2; time++) {
            broadcast.expectAt(at(0));
            notifyAt(60_000);
            broadcast.refresh(() -> SECTION);
        }

        assertThat(received).hasSize(4).filteredOn(NOTICE_STREAM::equals).hasSize(2);
    }

    @Test
    void noNoticeFollowsARefresh() {
        broadcast.expectAt(System.nanoTime() - at(60_000));
        broadcast.refresh(() -> SECTION);
        broadcast.notifyIfLate(System.nanoTime(), () -> NOTICE);

        assertThat(received).doesNotContain(NOTICE_STREAM);
    }

    @Test
    void viewersGetTheWholeSectionAfterARefreshThatFailed() {
        broadcast.refresh(() -> SECTION);
        subscribe("2", message -> {
            throw new LinkageError("planted");
        });
        assertThatThrownBy(() -> broadcast.refresh(() -> CHANGED)).hasMessage("planted");
        broadcast.remove(viewer -> viewer.isOf("2"));
        received.clear();

        broadcast.refresh(() -> CHANGED);

        assertThat(received).containsExactly(new RenderedSection("heroes", CHANGED).whole());
    }

    @Test
    void newViewerOfAnExpensiveSectionWaitsAtMostOneSecond() {
        RefreshPacing slow = new RefreshPacing(() -> 0);
        Broadcast expensive = new Broadcast(Section.ofTopic(TOPIC), slow, new SimpleMeterRegistry().counter("pushes"));
        expensive.refresh(() -> SECTION);
        for (int i = 0; i < 9; i++) {
            slow.nextDelay(Section.ofTopic(TOPIC), Duration.ofSeconds(2));
        }
        assertThat(expensive.untilDue()).isGreaterThan(Duration.ofSeconds(4));

        expensive.add(viewer("2", message -> {}));

        assertThat(expensive.untilDue()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    private void notifyAt(long millis) {
        broadcast.notifyIfLate(at(millis), () -> NOTICE);
    }

    private static long at(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    /** What a new viewer receives from now on. */
    private List<String> watch(String id) {
        List<String> messages = new ArrayList<>();
        subscribe(id, messages::add);
        return messages;
    }

    private void subscribe(String id, Consumer<String> receiver) {
        broadcast.add(viewer(id, receiver));
    }

    private static Viewer viewer(String id, Consumer<String> receiver) {
        StompHeaderAccessor subscribe = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        subscribe.setSessionId(id);
        subscribe.setSubscriptionId("0");
        subscribe.setDestination(TOPIC);
        return new Viewer(subscribe, (message, timeout) -> {
            byte[] payload = (byte[]) Objects.requireNonNull(message.getPayload());
            receiver.accept(new String(payload, UTF_8));
            return true;
        });
    }
}
