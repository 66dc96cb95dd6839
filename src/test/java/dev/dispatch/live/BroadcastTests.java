package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTests {

    @ParameterizedTest
    @CsvSource({
        "PT0.002S, PT0.002S, PT0.248S",
        "PT0.01S,  PT0.002S, PT0.24S",
        "PT0.05S,  PT0.05S,  PT1S",
        "PT0.06S,  PT0.05S,  PT1S",
        "PT0.05S,  PT60S,    PT1S",
        "PT60S,    PT0.05S,  PT1S",
        "PT60S,    PT60S,    PT5S"
    })
    void whatIsDearIsComputedLessOften(Duration computation, Duration previous, Duration pause) {
        assertThat(Broadcast.pauseAfter(computation, previous)).isEqualTo(pause);
    }
}
