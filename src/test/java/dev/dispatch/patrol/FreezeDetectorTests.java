package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreezeDetectorTests {
    private long now = -42;
    private final FreezeDetector watch = new FreezeDetector();

    @BeforeEach
    void start() {
        watch.startAt(now);
    }

    @Test
    void aShortPauseIsNone() {
        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
        assertThat(suspendedAfter(Duration.ofMillis(4_900))).isFalse();
    }

    @Test
    void whoStoodStillTakesNoTurnUntilItIsReunited() {
        assertThat(suspendedAfter(Duration.ofSeconds(14))).isTrue();
        assertThat(suspendedAfter(Duration.ofSeconds(3))).isTrue();

        watch.reunited();

        assertThat(suspendedAfter(Duration.ofMillis(100))).isFalse();
    }

    @Test
    void whoFindsNobodyGoesOn() {
        assertThat(suspendedAfter(Duration.ofSeconds(14))).isTrue();
        for (int second = 1; second < 12; second++) {
            assertThat(suspendedAfter(Duration.ofSeconds(1))).isTrue();
        }
        assertThat(suspendedAfter(Duration.ofSeconds(1))).isFalse();
    }

    private boolean suspendedAfter(Duration pause) {
        now += pause.toNanos();
        return watch.suspendsBeat(now);
    }
}
