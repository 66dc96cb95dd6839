package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RollingRateTests {
    private static final long SECOND = 1_000_000_000;

    private final RollingRate rate = new RollingRate();

    @Test
    void firstSampleHasNoRate() {
        assertThat(rate.perSecond(SECOND, 5)).isZero();
    }

    @Test
    void rateIgnoresOldSamples() {
        rate.perSecond(0, 0);
        assertThat(rate.perSecond(SECOND, 0.5)).isEqualTo(0.5);

        for (int second = 2; second <= 7; second++) {
            rate.perSecond(second * SECOND, 0.5 + 2 * second);
        }

        assertThat(rate.perSecond(8 * SECOND, 0.5 + 2 * 8)).isEqualTo(2);
    }
}
