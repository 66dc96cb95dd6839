package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTests {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Duration now = Duration.ZERO;
    private final Budget budget = new Budget(() -> now.toNanos());

    @Test
    void threeSecondsAreSavedToBeginWith() {
        budget.spend(SECOND);
        budget.spend(SECOND);
        assertThat(budget.hasSavings()).isTrue();

        budget.spend(SECOND);
        assertThat(budget.hasSavings()).isFalse();
    }

    @Test
    void aTwentiethOfTheTimeComesIn() {
        budget.spend(Duration.ofSeconds(4));

        after(Duration.ofSeconds(19));
        assertThat(budget.hasSavings()).isFalse();
        after(Duration.ofSeconds(2));
        assertThat(budget.hasSavings()).isTrue();
    }

    @Test
    void noMoreIsSavedInAnHour() {
        after(Duration.ofHours(1));

        budget.spend(Duration.ofSeconds(3));

        assertThat(budget.hasSavings()).isFalse();
    }

    @Test
    void whatIsOwedHasToComeInFirst() {
        assertThat(budget.untilSavings()).isZero();
        budget.spend(Duration.ofSeconds(4));

        assertThat(budget.untilSavings()).isCloseTo(Duration.ofSeconds(20), Duration.ofMillis(1));
        now = now.plus(Duration.ofSeconds(19));
        assertThat(budget.untilSavings()).isCloseTo(SECOND, Duration.ofMillis(1));
        now = now.plus(budget.untilSavings()).plusMillis(1);
        assertThat(budget.hasSavings()).isTrue();
        assertThat(budget.untilSavings()).isZero();
    }

    @Test
    void noMoreIsOwedThanAMinuteBringsIn() {
        budget.spend(Duration.ofHours(1));

        assertThat(budget.untilSavings()).isCloseTo(Duration.ofMinutes(1), Duration.ofMillis(1));
    }

    private void after(Duration time) {
        now = now.plus(time);
        budget.spend(Duration.ZERO);
    }
}
