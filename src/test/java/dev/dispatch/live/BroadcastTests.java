package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastTests {

    @ParameterizedTest
    @CsvSource({
        "PT0.002S, PT0.002S, PT0.25S",
        "PT0.05S,  PT0.05S,  PT1S",
        "PT0.06S,  PT0.05S,  PT1S",
        "PT60S,    PT0.05S,  PT1S",
        "PT60S,    PT60S,    PT5S"
    })
    void whatIsDearIsComputedLessOften(Duration one, Duration other, Duration pause) {
        assertThat(Broadcast.pauseAfter(one, other)).isEqualTo(pause);
        assertThat(Broadcast.pauseAfter(other, one)).isEqualTo(pause);
    }
}
