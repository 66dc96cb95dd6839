package dev.dispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTests {
    @ParameterizedTest
    @CsvSource({
        "500, 500, 500",
        "20k, 20000, 20k",
        "1M, 1000000, 1m",
        "1500, 1500, 1500",
        "2000, 2000, 2k",
        "10m, 10000000, 10m"
    })
    void parsesNumberWithUnit(String text, long heroes, String shown) {
        assertThat(Size.parse(text).heroes()).isEqualTo(heroes);
        assertThat(Size.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.5k", "k", "20kk", "11m", "20 k"})
    void rejectsInvalidSize(String text) {
        assertThatThrownBy(() -> Size.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is no number of heroes");
    }
}
