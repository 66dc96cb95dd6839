package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTests {

    @ParameterizedTest
    @CsvSource({
        "PT0.002S, PT0.25S, PT0.25S",
        "PT0.002S, PT5S,    PT0.25S",
        "PT0.05S,  PT1S,    PT1S",
        "PT0.2S,   PT5S,    PT4S",
        "PT60S,    PT4S,    PT5S",
        "PT60S,    PT0.25S, PT0.5S"
    })
    void whatIsDearIsComputedLessOften(Duration computation, Duration lastPause, Duration pause) {
        assertThat(Broadcast.pauseAfter(computation, lastPause)).isEqualTo(pause);
    }
}
