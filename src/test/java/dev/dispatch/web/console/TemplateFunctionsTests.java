package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Superhero.Activity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateFunctionsTests {

    @Test
    void neighboursInListOfCitiesHaveDifferentColours() {
        assertThat(List.of(
                        "Gotham",
                        "Metropolis",
                        "Capitol",
                        "Star City",
                        "Central City",
                        "Coast City",
                        "Keystone City",
                        "Bludhaven",
                        "Smallville"))
                .extracting(TemplateFunctions::cityClass)
                .containsExactly(
                        "center-0",
                        "center-1",
                        "center-2",
                        "center-3",
                        "center-4",
                        "center-5",
                        "center-6",
                        "center-7",
                        "center-0");
    }

    @Test
    void everyCityHasColour() {
        assertThat(List.of("", "x", "Star City", "\uD83E\uDDB8", "Krypton"))
                .extracting(TemplateFunctions::cityClass)
                .allMatch(css -> css.matches("center-[0-7]"));
    }

    @Test
    void cssClassFollowsEventType() {
        FeedEvent event = new FeedEvent(Instant.EPOCH, FeedEvent.Type.CENTER_JOINED, "Gotham joined", null, "Gotham");

        assertThat(TemplateFunctions.eventClass(event)).isEqualTo("event-center-joined");
    }

    @Test
    void winRateIsDashBeforeFirstFight() {
        assertThat(TemplateFunctions.winRate(hero(0, 0))).isEqualTo("–");
        assertThat(TemplateFunctions.winRate(hero(2, 1))).isEqualTo("67 %");
    }

    private static Superhero hero(int won, int lost) {
        return new Superhero(
                "Robin", 100, Activity.RESTING, won, lost, 5, 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void namesAreIsolatedAndEscaped() {
        assertThat(TemplateFunctions.isolate("<b> & bdi moved from bdi to <b>", Arrays.asList(null, "<b>", "bdi", "X")))
                .isEqualTo("<bdi>&lt;b&gt;</bdi> &amp; <bdi>bdi</bdi> moved from bdi to &lt;b&gt;");
    }
}
