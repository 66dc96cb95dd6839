package dev.dispatch.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTests {
    private static final Metrics BEFORE = Metrics.parse("""
            # HELP dispatch_turns_total Turns taken here
            # TYPE dispatch_turns_total counter
            dispatch_turns_total{outcome="won"} 10.0
            dispatch_turns_total{outcome="lost"} 5.0
            dispatch_turn_lateness_seconds_bucket{le="0.05"} 10
            dispatch_turn_lateness_seconds_bucket{le="0.1"} 15
            dispatch_turn_lateness_seconds_bucket{le="+Inf"} 15
            """);
    private static final Metrics AFTER = Metrics.parse("""
            dispatch_turns_total{outcome="won"} 30.0
            dispatch_turns_total{outcome="lost"} 85.0 1700000000000
            dispatch_turns_total{outcome="a } in it"} 1E2
            dispatch_turn_lateness_seconds_bucket{le="0.05"} 60
            dispatch_turn_lateness_seconds_bucket{le="0.1"} 115
            dispatch_turn_lateness_seconds_bucket{le="+Inf"} 115
            dispatch_turn_lateness_seconds_max 0.093
            """);

    @Test
    void totalCoversAllLabels() {
        assertThat(BEFORE.total("dispatch_turns_total")).isEqualTo(15);
        assertThat(AFTER.total("dispatch_turns_total")).isEqualTo(215);
        assertThat(AFTER.total("dispatch_turns")).isZero();
    }

    @Test
    void newSeriesGrowsFromZero() {
        assertThat(AFTER.growthSince(BEFORE).total("dispatch_turns_total")).isEqualTo(200);
    }

    @Test
    void sumCoversAllProcesses() {
        assertThat(Metrics.sum(List.of(BEFORE, AFTER)).total("dispatch_turns_total"))
                .isEqualTo(230);
    }

    @Test
    void histogramCoversGrowthOnly() {
        PrometheusHistogram late = AFTER.growthSince(BEFORE).histogram("dispatch_turn_lateness_seconds");

        assertThat(late.count()).isEqualTo(100);
        assertThat(late.quantile(0.5)).isEqualTo(0.05);
    }

    @Test
    void windowAddsUpProcesses() {
        Snapshot from = new Snapshot(0, List.of(1.0, 2.0), List.of(BEFORE, BEFORE));
        Snapshot to = new Snapshot(2_000_000_000L, List.of(1.5, 2.25), List.of(AFTER, AFTER));
        Window window = new Window(from, to);

        assertThat(window.turnsPerSecond()).isEqualTo(200);
        assertThat(window.cores()).isEqualTo(0.375);
        assertThat(window.cpuMicrosPerTurn()).isEqualTo(1875);
        assertThat(window.maxLatenessMillis()).isEqualTo(93);
    }
}
