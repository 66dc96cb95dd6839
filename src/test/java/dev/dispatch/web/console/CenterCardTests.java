package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cluster.Center;
import dev.dispatch.web.console.CenterCard.Backups;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CenterCardTests {

    @Test
    void uptimeHasAtMostTwoUnits() {
        assertThat(List.of(59L, 60L, 3_599L, 7_500L, 90_000L))
                .extracting(seconds -> card(Center.State.ACTIVE, Duration.ofSeconds(seconds), 0)
                        .uptime())
                .containsExactly("< 1 min", "1 min", "59 min", "2 h 5 min", "1 d 1 h");
    }

    @Test
    void cpuIsPercentageOfOneCore() {
        assertThat(List.of(0.031, 0.5, 1.25))
                .extracting(
                        cores -> card(Center.State.ACTIVE, Duration.ZERO, cores).cpu())
                .containsExactly("3.1 % of a core", "50 % of a core", "125 % of a core");
    }

    @Test
    void onlyActiveAndLeavingCentersAreRunning() {
        assertThat(List.of(Center.State.values()))
                .extracting(state -> card(state, Duration.ZERO, 0).isRunning())
                .containsExactly(false, true, true, false);
    }

    @Test
    void onlyRunningCentersWithUrlAreLinked() {
        assertThat(List.of(Center.State.values()))
                .extracting(state -> card(state, Duration.ZERO, 0).isLinked())
                .containsExactly(false, true, true, false);
        assertThat(card(Center.State.ACTIVE, Duration.ZERO, 0, "").isLinked()).isFalse();
    }

    private static CenterCard card(Center.State state, Duration up, double cores) {
        return card(state, up, cores, "http://localhost:1");
    }

    private static CenterCard card(Center.State state, Duration up, double cores, String url) {
        Center center = new Center(new UUID(0, 1), "Gotham", url, state, 1, 1, Instant.EPOCH, true, cores);
        return new CenterCard(center, 100, up, Backups.SAFE);
    }
}
