package dev.dispatch.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTests {

    @Test
    void rangeIncludesBothEnds() {
        PortRange range = new PortRange(4900, 4920);

        assertThat(PortRange.valueOf(" 4900-4920 ")).isEqualTo(range).hasToString("4900-4920");
        assertThat(range.contains(4900)).isTrue();
        assertThat(range.contains(4920)).isTrue();
        assertThat(range.contains(4899)).isFalse();
        assertThat(range.contains(4921)).isFalse();
    }

    @Test
    void singlePortIsARangeAndBlankTextIsNull() {
        assertThat(PortRange.valueOf("4900")).isEqualTo(new PortRange(4900, 4900));
        assertThat(PortRange.valueOf("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "4920-4900", "4900-5000", "4900-", "-4900", "4900-4920-4930", "all"})
    void invalidRangeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PortRange.valueOf(text));
    }
}
