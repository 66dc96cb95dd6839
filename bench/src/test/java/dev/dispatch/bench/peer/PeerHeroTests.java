package dev.dispatch.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PeerHeroTests {
    private static final int TURNS = 100_000;

    private final RandomGenerator random = new SplittableRandom(7);
    private final PeerHero hero = new PeerHero();

    @Test
    void outcomesFollowTheProbabilities() {
        int[] outcomes = new int[TurnOutcome.values().length];
        for (int turn = 0; turn < TURNS; turn++) {
            outcomes[hero.takeTurn(random).ordinal()]++;
        }
        assertThat(outcomes[TurnOutcome.RESTED.ordinal()]).isCloseTo(TURNS / 4, within(TURNS / 100));
        assertThat(outcomes[TurnOutcome.WON.ordinal()]).isCloseTo(TURNS * 3 / 8, within(TURNS / 100));
        assertThat(hero.turns()).isEqualTo(TURNS);
    }

    @Test
    void restoredHeroHasTheSavedState() {
        hero.takeTurn(random);
        hero.takeTurn(random);
        PeerHero restored = new PeerHero();
        restored.restore(hero.save());
        assertThat(restored.save()).containsExactly(hero.save());
        assertThat(restored.turns()).isEqualTo(2);
    }
}
