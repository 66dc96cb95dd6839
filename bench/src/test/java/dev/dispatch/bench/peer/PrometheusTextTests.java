package dev.dispatch.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusTextTests {
    private final TurnMetrics metrics = new TurnMetrics();

    @Test
    void bucketsAreCumulativeWithInclusiveBounds() {
        metrics.record(TurnOutcome.WON, -1);
        metrics.record(TurnOutcome.WON, 5);
        metrics.record(TurnOutcome.LOST, 6);
        metrics.record(TurnOutcome.RESTED, 40_000);
        assertThat(PrometheusText.of(3, metrics).lines())
                .contains(
                        "dispatch_heroes 3",
                        "dispatch_turns_total{outcome=\"won\"} 2",
                        "dispatch_turns_total{outcome=\"lost\"} 1",
                        "dispatch_turns_total{outcome=\"rested\"} 1",
                        "dispatch_turn_lateness_seconds_bucket{le=\"0.005\"} 2",
                        "dispatch_turn_lateness_seconds_bucket{le=\"0.01\"} 3",
                        "dispatch_turn_lateness_seconds_bucket{le=\"30.0\"} 3",
                        "dispatch_turn_lateness_seconds_bucket{le=\"+Inf\"} 4",
                        "dispatch_turn_lateness_seconds_count 4",
                        "dispatch_turn_lateness_seconds_sum 40.011",
                        "dispatch_turn_lateness_seconds_max 40.0");
    }
}
