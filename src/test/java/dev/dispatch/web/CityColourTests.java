package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CityColourTests {

    @Test
    void theFirstThreeCitiesDiffer() {
        assertThat(List.of("Gotham", "Metropolis", "Capitol"))
                .extracting(CityColour::of)
                .containsExactly(0, 6, 2);
    }

    @Test
    void everyCityHasAColour() {
        assertThat(List.of("", "x", "Star City", "\uD83E\uDDB8", "Krypton"))
                .extracting(CityColour::of)
                .allSatisfy(colour -> assertThat(colour).isBetween(0, 7));
    }
}
