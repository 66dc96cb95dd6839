package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTests {
    private final Pace pace = new Pace();

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.25S", "PT0.002S, PT0.248S", "PT0.05S, PT1S", "PT0.2S, PT4S", "PT60S, PT5S"})
    void whatIsDearIsComputedLessOften(Duration computation, Duration pause) {
        assertThat(pace.pauseAfter(computation)).isEqualTo(pause);
    }

    @Test
    void oneThatIsHeldUpChangesNothing() {
        pace.pauseAfter(Duration.ofMillis(20));

        assertThat(pace.pauseAfter(Duration.ofSeconds(2))).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void whatHasBecomeDearIsNoticed() {
        pace.pauseAfter(Duration.ofMillis(20));
        for (int i = 0; i < 7; i++) {
            pace.pauseAfter(Duration.ofMillis(100));
        }

        assertThat(pace.pauseAfter(Duration.ofMillis(100))).isEqualTo(Duration.ofSeconds(2));
    }
}
