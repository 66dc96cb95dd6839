package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreezeDetectorTests {
    private long now = -42;
    private Set<String> members = Set.of("Gotham", "Metropolis");
    private final FreezeDetector detector = new FreezeDetector(Duration.ofSeconds(5));

    @BeforeEach
    void start() {
        detector.startAt(now, members);
    }

    @Test
    void shortPauseSuspendsNothing() {
        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
        assertThat(suspendedAfter(Duration.ofMillis(3_500))).isFalse();
    }

    @Test
    void freezeSuspendsBeatsUntilCenterHasRejoined() {
        assertThat(suspendedAfter(Duration.ofSeconds(14))).isTrue();
        assertThat(suspendedAfter(Duration.ofSeconds(3))).isTrue();

        detector.rejoined();

        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
    }

    /** The others count from the last heartbeat, which may be one second older than the freeze. */
    @Test
    void freezeThatOthersMayHaveNoticedSuspendsBeats() {
        assertThat(suspendedAfter(Duration.ofSeconds(4))).isTrue();
    }

    @Test
    void longerFreezeIsUnnoticedIfFailureDetectionIsSlower() {
        FreezeDetector slow = new FreezeDetector(Duration.ofSeconds(20));
        slow.startAt(0, members);

        assertThat(slow.suspendsBeat(Duration.ofMillis(18_500).toNanos(), members))
                .isFalse();
        assertThat(slow.suspendsBeat(Duration.ofMillis(37_100).toNanos(), members))
                .isTrue();
    }

    @Test
    void otherCentersEndSuspensionUnlessMembersChange() {
        assertThat(suspendedAfter(Duration.ofSeconds(4))).isTrue();
        detector.confirmed(detector.suspension(), members);
        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();

        assertThat(suspendedAfter(Duration.ofSeconds(6))).isTrue();
        members = Set.of("Gotham");
        detector.confirmed(detector.suspension(), members);
        assertThat(suspendedAfter(Duration.ofMillis(100))).isTrue();
        assertThat(suspendedAfter(Duration.ofSeconds(4))).isTrue();
        detector.confirmed(detector.suspension(), members);
        assertThat(suspendedAfter(Duration.ofMillis(100))).isTrue();
    }

    @Test
    void memberChangeBeforeFirstBeatAfterFreezeCounts() {
        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
        members = Set.of("Gotham");

        assertThat(suspendedAfter(Duration.ofSeconds(5))).isTrue();
        detector.confirmed(detector.suspension(), members);

        assertThat(suspendedAfter(Duration.ofMillis(100))).isTrue();
    }

    @Test
    void memberChangeBeforeLastBeatDoesNotCount() {
        members = Set.of("Gotham");
        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();

        assertThat(suspendedAfter(Duration.ofSeconds(4))).isTrue();
        detector.confirmed(detector.suspension(), members);

        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
    }

    @Test
    void answerFromBeforeAnotherFreezeEndsNoSuspension() {
        assertThat(suspendedAfter(Duration.ofSeconds(4))).isTrue();
        long asked = detector.suspension();
        assertThat(suspendedAfter(Duration.ofSeconds(6))).isTrue();

        detector.confirmed(asked, members);

        assertThat(suspendedAfter(Duration.ofMillis(100))).isTrue();
    }

    @Test
    void suspensionEndsAfterTwelveSecondsWithoutRejoin() {
        assertThat(suspendedAfter(Duration.ofSeconds(14))).isTrue();
        for (int second = 1; second < 12; second++) {
            assertThat(suspendedAfter(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(suspendedAfter(Duration.ofSeconds(1))).isFalse();
    }

    private boolean suspendedAfter(Duration pause) {
        now += pause.toNanos();
        return detector.suspendsBeat(now, members);
    }
}
