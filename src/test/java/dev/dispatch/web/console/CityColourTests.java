package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CityColourTests {

    @Test
    void citiesThatFollowEachOtherInTheListDiffer() {
        assertThat(List.of(
                        "Gotham",
                        "Metropolis",
                        "Capitol",
                        "Star City",
                        "Central City",
                        "Coast City",
                        "Keystone City",
                        "Bludhaven",
                        "Smallville",
                        "Fawcett City"))
                .extracting(CityColour::of)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 0, 1);
    }

    @Test
    void everyCityHasAColour() {
        assertThat(List.of("", "x", "Star City", "\uD83E\uDDB8", "Krypton"))
                .extracting(CityColour::of)
                .allSatisfy(colour -> assertThat(colour).isBetween(0, 7));
    }
}
