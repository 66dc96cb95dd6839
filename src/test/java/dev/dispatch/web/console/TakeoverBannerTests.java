package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.cluster.TakeoverSummary;
import dev.dispatch.superhero.Placement.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverBannerTests {

    @Test
    void crashNamesCitiesAndDelay() {
        TakeoverBanner banner = banner(List.of("Capitol"), List.of("Gotham", "Metropolis"), 33, Reason.CRASH, true);

        assertThat(banner.reason()).isEqualTo("Capitol was lost.");
        assertThat(banner.text())
                .isEqualTo(
                        "33 superheroes moved from Capitol to Gotham and Metropolis, at most 0.6 s late, none lost.");
    }

    @Test
    void incompleteSummaryDoesNotMentionLosses() {
        assertThat(banner(List.of("Capitol"), List.of("Gotham"), 1, Reason.LEAVE, false)
                        .text())
                .isEqualTo("1 superhero moved from Capitol to Gotham, at most 0.6 s late.");
    }

    @Test
    void citiesAreJoinedByCommasAndAnd() {
        TakeoverBanner banner = banner(List.of("A", "B", "C"), List.of("D"), 1_000, Reason.REBALANCE, true);

        assertThat(banner.reason()).isEqualTo("D joined.");
        assertThat(banner.text()).startsWith("1,000 superheroes moved from A, B and C to D,");
    }

    @Test
    void delayIsRoundedUp() {
        TakeoverSummary onTime =
                new TakeoverSummary(Instant.EPOCH, List.of("A"), List.of("B"), 2, 0, Reason.LEAVE, false);
        TakeoverSummary late =
                new TakeoverSummary(Instant.EPOCH, List.of("A"), List.of("B"), 2, 12, Reason.LEAVE, false);

        assertThat(TakeoverBanner.of(onTime).text()).isEqualTo("2 superheroes moved from A to B, on time.");
        assertThat(TakeoverBanner.of(late).text()).endsWith(", at most 0.1 s late.");
    }

    private static TakeoverBanner banner(
            List<String> from, List<String> to, long heroes, Reason reason, boolean complete) {
        return TakeoverBanner.of(new TakeoverSummary(Instant.EPOCH, from, to, heroes, 600, reason, complete));
    }
}
