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
    private final RandomGenerator chance = new SplittableRandom(42);

    @Test
    void aRestRegainsOneToMaxRecoveryUpToFullHealth() {
        assertThat(manyTimes(RESTED, 30).min()).hasValue(31);
        assertThat(manyTimes(RESTED, 30).max()).hasValue(70);
        assertThat(manyTimes(RESTED, 90).max()).hasValue(100);
    }

    @Test
    void aLostFightCostsOneToMaxWoundAndCanEndFarBelowZero() {
        assertThat(manyTimes(LOST, 100).max()).hasValue(99);
        assertThat(manyTimes(LOST, 100).min()).hasValue(60);
        assertThat(manyTimes(LOST, 1).min()).hasValue(-39);
    }

    @Test
    void aFightThatIsWonCostsNothing() {
        assertThat(RULES.healthAfter(WON, 37, chance)).isEqualTo(37);
    }

    @Test
    void withoutWoundsNobodyFalls() {
        TurnRules harmless = new TurnRules(Duration.ofSeconds(4), 0, 0, 0, 0);

        assertThat(harmless.outcome(chance)).isEqualTo(LOST);
        assertThat(harmless.healthAfter(LOST, 1, chance)).isEqualTo(1);
    }

    @Test
    void certainRestIsAlwaysRest() {
        TurnRules lazy = new TurnRules(Duration.ofSeconds(4), 1, 0.5, 40, 0);

        assertThat(IntStream.range(0, 1_000).mapToObj(i -> lazy.outcome(chance)))
                .containsOnly(RESTED);
        assertThat(lazy.healthAfter(RESTED, 50, chance)).isEqualTo(50);
    }

    private IntStream manyTimes(Turn.Outcome outcome, int health) {
        return IntStream.range(0, 10_000).map(i -> RULES.healthAfter(outcome, health, chance));
    }
}
