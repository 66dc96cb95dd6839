package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostTests {
    private final Cost cost = new Cost();

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(cost.usual()).isZero();
    }

    @Test
    void oneThatIsHeldUpChangesNothing() {
        cost.add(Duration.ofMillis(20));
        cost.add(Duration.ofSeconds(2));

        assertThat(cost.usual()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void whatHasBecomeDearIsNoticed() {
        cost.add(Duration.ofMillis(20));
        for (int i = 0; i < 8; i++) {
            cost.add(Duration.ofMillis(100));
        }

        assertThat(cost.usual()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void howeverMuchItCostsItIsKnown() {
        for (int i = 0; i < 8; i++) {
            cost.add(Duration.ofSeconds(2));
        }

        assertThat(cost.usual()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aMachineThatIsBusyWithSomethingElseMakesNothingDearer() {
        for (int i = 0; i < 8; i++) {
            cost.add(i % 4 == 0 ? Duration.ofMillis(20) : Duration.ofSeconds(5));
        }

        assertThat(cost.usual()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void ofOneTimeAloneNotEverythingIsBelieved() {
        cost.add(Duration.ofMinutes(1));
        assertThat(cost.usual()).isEqualTo(Duration.ofMillis(250));

        cost.add(Duration.ofMinutes(2));
        assertThat(cost.usual()).isEqualTo(Duration.ofMinutes(1));
    }
}
