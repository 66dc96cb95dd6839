package dev.dispatch.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HeroRecordTests {
    private static final int TURNS = 100_000;

    private final RandomGenerator chance = new SplittableRandom(7);
    private final HeroRecord hero = new HeroRecord();

    @Test
    void aQuarterOfTheTurnsIsRestAndTheFightsAreWonAndLostAlike() {
        int[] outcomes = new int[Outcome.values().length];
        for (int turn = 0; turn < TURNS; turn++) {
            outcomes[hero.takeTurn(chance).ordinal()]++;
        }
        assertThat(outcomes[Outcome.RESTED.ordinal()]).isCloseTo(TURNS / 4, within(TURNS / 100));
        assertThat(outcomes[Outcome.WON.ordinal()]).isCloseTo(TURNS * 3 / 8, within(TURNS / 100));
        assertThat(hero.turns()).isEqualTo(TURNS);
    }

    @Test
    void aRestoredRecordGoesOnWhereItWasSaved() {
        hero.takeTurn(chance);
        hero.takeTurn(chance);
        HeroRecord restored = new HeroRecord();
        restored.restore(hero.save());
        assertThat(restored.save()).containsExactly(hero.save());
        assertThat(restored.turns()).isEqualTo(2);
    }
}
