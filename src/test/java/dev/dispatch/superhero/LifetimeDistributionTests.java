package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.GOTHAM;
import static dev.dispatch.superhero.TestRosters.RULES;
import static dev.dispatch.superhero.TestRosters.beat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares the lives of many heroes with the distribution that the rules imply. Deterministic, as all turns are. */
class LifetimeDistributionTests {
    private static final int HEROES = 40_000;

    private static final List<Integer> lives = new ArrayList<>();
    private static long won;
    private static long lost;

    @BeforeAll
    static void runUntilAllHaveFallen() {
        Roster roster = new Roster();
        roster.enlist(
                new UUID(0, 0),
                IntStream.range(0, HEROES).mapToObj(i -> "Hero " + i).toList(),
                0,
                RULES);
        for (int turn = 1; roster.size() > 0; turn++) {
            TurnReport report = beat(roster, GOTHAM, 4_000L * turn);
            won += report.won();
            lost += report.lost();
            for (int fallen = 0; fallen < report.fallen().size(); fallen++) {
                lives.add(turn);
            }
        }
    }

    @Test
    void lifetimesHaveTheExpectedDistribution() {
        double mean = lives.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertThat(lives).hasSize(HEROES);
        assertThat(mean).isCloseTo(26.3, within(0.4));
        assertThat(percentile(50)).isBetween(20, 22);
        assertThat(percentile(5)).isBetween(6, 8);
        assertThat(percentile(95)).isBetween(61, 65);
        assertThat(percentile(0)).isEqualTo(3);
    }

    @Test
    void heroesWinAsManyFightsAsTheyLose() {
        assertThat((double) won / HEROES).isCloseTo(9.88, within(0.15));
        assertThat((double) lost / HEROES).isCloseTo(9.87, within(0.15));
    }

    private static int percentile(int percent) {
        return lives.get(Math.min(HEROES - 1, HEROES * percent / 100));
    }
}
