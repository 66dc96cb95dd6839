package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.RULES;
import static dev.dispatch.superhero.Turn.Outcome.LOST;
import static dev.dispatch.superhero.Turn.Outcome.RESTED;
import static dev.dispatch.superhero.Turn.Outcome.WON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnRulesTests {
    private final RandomGenerator random = new SplittableRandom(42);

    @Test
    void restRegainsUpToMaxRecoveryAndFullHealth() {
        assertThat(healthAfterMany(RESTED, 30).min()).hasValue(31);
        assertThat(healthAfterMany(RESTED, 30).max()).hasValue(70);
        assertThat(healthAfterMany(RESTED, 90).max()).hasValue(100);
    }

    @Test
    void lostFightCostsUpToMaxWoundAndCanEndBelowZero() {
        assertThat(healthAfterMany(LOST, 100).max()).hasValue(99);
        assertThat(healthAfterMany(LOST, 100).min()).hasValue(60);
        assertThat(healthAfterMany(LOST, 1).min()).hasValue(-39);
    }

    @Test
    void wonFightCostsNoHealth() {
        assertThat(RULES.healthAfter(WON, 37, random)).isEqualTo(37);
    }

    @Test
    void zeroMaxWoundCostsNoHealth() {
        TurnRules harmless = new TurnRules(Duration.ofSeconds(4), 0, 0, 0, 0);

        assertThat(harmless.outcome(random)).isEqualTo(LOST);
        assertThat(harmless.healthAfter(LOST, 1, random)).isEqualTo(1);
    }

    @Test
    void heroAlwaysRestsWithRestProbabilityOne() {
        TurnRules lazy = new TurnRules(Duration.ofSeconds(4), 1, 0.5, 40, 0);

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> lazy.outcome(random)))
                .containsOnly(RESTED);
        assertThat(lazy.healthAfter(RESTED, 50, random)).isEqualTo(50);
    }

    private IntStream healthAfterMany(Turn.Outcome outcome, int health) {
        return IntStream.range(0, 10_000).map(i -> RULES.healthAfter(outcome, health, random));
    }
}
