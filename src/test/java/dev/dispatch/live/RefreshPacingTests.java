package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dispatch.web.console.Section;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshPacingTests {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration CHEAP = Duration.ofMillis(1);
    private static final Duration EXPENSIVE = Duration.ofMillis(100);
    private static final Duration VERY_EXPENSIVE = Duration.ofSeconds(2);

    private Duration now = Duration.ZERO;
    private final RefreshPacing pacing = new RefreshPacing(() -> now.toNanos());
    private final Section section = section(0);

    @Nested
    class CostOfASection {
        @Test
        void costIsZeroBeforeTheFirstRefresh() {
            assertThat(pacing.cost(section)).isZero();
        }

        @Test
        void oneSlowComputationDoesNotRaiseTheCost() {
            refresh(Duration.ofMillis(20), SECOND);

            assertThat(pacing.cost(section)).isEqualTo(Duration.ofMillis(20));
        }

        @Test
        void costRisesWhenAllRecentComputationsAreSlower() {
            refresh(Duration.ofMillis(20));
            refresh(Collections.nCopies(8, EXPENSIVE));

            assertThat(pacing.cost(section)).isEqualTo(EXPENSIVE);
        }

        @Test
        void costHasNoUpperLimit() {
            refresh(Collections.nCopies(8, VERY_EXPENSIVE));

            assertThat(pacing.cost(section)).isEqualTo(VERY_EXPENSIVE);
        }

        @Test
        void busyMachineDoesNotRaiseTheCost() {
            refresh(IntStream.range(0, 8)
                    .mapToObj(i -> i % 4 == 0 ? Duration.ofMillis(20) : Duration.ofSeconds(5))
                    .toList());

            assertThat(pacing.cost(section)).isEqualTo(Duration.ofMillis(20));
        }

        @Test
        void singleComputationCountsAtMostAQuarterOfASecond() {
            refresh(Duration.ofMinutes(1));
            assertThat(pacing.cost(section)).isEqualTo(Duration.ofMillis(250));

            refresh(Duration.ofMinutes(2));
            assertThat(pacing.cost(section)).isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void removedSectionHasNoCost() {
            refresh(EXPENSIVE);

            pacing.remove(section);

            assertThat(pacing.cost(section)).isZero();
        }
    }

    @Nested
    class Savings {
        @Test
        void newCenterHasThreeSecondsOfSavings() {
            spend(Duration.ofMillis(2800));

            assertThat(pacing.nextDelay(section, EXPENSIVE)).isEqualTo(Duration.ofMillis(150));
            assertThat(pacing.nextDelay(section, EXPENSIVE)).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void savingsGrowByFivePercentOfTheTime() {
            spend(Duration.ofSeconds(4));

            now = now.plusSeconds(19);
            assertThat(pacing.firstDelay()).isPositive();
            now = now.plusSeconds(2);
            assertThat(pacing.firstDelay()).isZero();
        }

        @Test
        void savingsDoNotExceedThreeSeconds() {
            now = now.plusHours(1);

            spend(Duration.ofSeconds(3));

            assertThat(pacing.firstDelay()).isPositive();
        }

        @Test
        void firstRefreshWaitsUntilDebtIsPaidButAtMostOneSecond() {
            assertThat(pacing.firstDelay()).isZero();
            spend(Duration.ofSeconds(4));

            assertThat(pacing.firstDelay()).isEqualTo(SECOND);
            now = now.plusMillis(19_500);
            assertThat(pacing.firstDelay()).isCloseTo(Duration.ofMillis(500), Duration.ofMillis(1));
            now = now.plus(pacing.firstDelay()).plusMillis(1);
            assertThat(pacing.firstDelay()).isZero();
        }

        @Test
        void debtIsPaidWithinAMinute() {
            spend(Duration.ofHours(1));

            now = now.plusSeconds(59);
            assertThat(pacing.firstDelay()).isPositive();
            now = now.plusSeconds(1).plusMillis(1);
            assertThat(pacing.firstDelay()).isZero();
        }

        @Test
        void expensiveSectionIsRefreshedFourTimesASecondFromSavings() {
            assertThat(pacing.nextDelay(section, EXPENSIVE)).isEqualTo(Duration.ofMillis(150));
        }
    }

    @Nested
    class WithoutSavings {
        @ParameterizedTest
        @CsvSource({"PT0S, PT0.25S", "PT0.002S, PT0.248S", "PT0.05S, PT1S", "PT0.2S, PT2S", "PT2S, PT8S"})
        void expensiveSectionIsRefreshedLessOften(Duration cost, Duration delay) {
            assertThat(delays(List.of(cost))).containsExactly(delay);
        }

        @Test
        void sectionsOfEqualCostShareEqually() {
            assertThat(delays(Collections.nCopies(10, EXPENSIVE))).containsOnly(Duration.ofSeconds(4));
        }

        @Test
        void hundredSectionsAreRefreshedEveryTwoSeconds() {
            assertThat(delays(Collections.nCopies(100, Duration.ofMillis(4)))).containsOnly(Duration.ofSeconds(2));
        }

        @Test
        void sectionIsRefreshedSoonerWhenOthersHaveGone() {
            delays(Collections.nCopies(10, EXPENSIVE));
            assertThat(pacing.delay(section(0))).isEqualTo(Duration.ofSeconds(4));

            for (int i = 1; i < 10; i++) {
                pacing.remove(section(i));
            }
            assertThat(pacing.delay(section(0))).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void expensiveSectionsDoNotSlowDownCheapOnes() {
            List<Duration> delays = delays(List.of(CHEAP, EXPENSIVE, CHEAP, EXPENSIVE));

            assertThat(delays.get(0)).isEqualTo(Duration.ofMillis(249));
            assertThat(delays.get(1)).isEqualTo(Duration.ofSeconds(2));
        }

        @ParameterizedTest
        @CsvSource({
            "1, 0, 0, 0",
            "0, 0, 1, 0",
            "5, 0, 0, 0",
            "100, 0, 0, 0",
            "3, 3, 3, 0",
            "0, 500, 2, 0",
            "5, 1, 50, 0",
            "0, 0, 0, 1",
            "5, 0, 2, 3"
        })
        void allSectionsTogetherUseAtMostAQuarterOfACore(int cheap, int medium, int expensive, int veryExpensive) {
            List<Duration> costs = Stream.of(
                            Collections.nCopies(cheap, CHEAP),
                            Collections.nCopies(medium, Duration.ofMillis(10)),
                            Collections.nCopies(expensive, EXPENSIVE),
                            Collections.nCopies(veryExpensive, VERY_EXPENSIVE))
                    .flatMap(List::stream)
                    .toList();

            assertThat(load(costs)).isLessThanOrEqualTo(0.25);
        }

        @Test
        void unusedShareOfCheapSectionsIsUsedByOthers() {
            List<Duration> costs = IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> Duration.ofNanos(i * 100_000L))
                    .toList();

            assertThat(load(costs)).isCloseTo(0.05, within(0.002));
        }

        private double load(List<Duration> costs) {
            List<Duration> delays = delays(costs);
            return IntStream.range(0, costs.size())
                    .mapToDouble(i -> (double) costs.get(i).toNanos()
                            / delays.get(i).plus(costs.get(i)).toNanos())
                    .sum();
        }

        /** The delays between refreshes of sections of these costs. */
        private List<Duration> delays(List<Duration> costs) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < costs.size(); i++) {
                    pacing.nextDelay(section(i), costs.get(i));
                }
            }
            spend(Duration.ofHours(1));
            return IntStream.range(0, costs.size())
                    .mapToObj(i -> pacing.nextDelay(section(i), costs.get(i)))
                    .toList();
        }
    }

    /** Spends at least half a second on a section that is removed again. Its first computation counts 250 ms, the second in full. */
    private void spend(Duration time) {
        Section spender = section(-1);
        pacing.nextDelay(spender, time.minusMillis(250));
        pacing.nextDelay(spender, time.minusMillis(250));
        pacing.remove(spender);
    }

    private void refresh(Duration... computations) {
        refresh(List.of(computations));
    }

    private void refresh(List<Duration> computations) {
        computations.forEach(computation -> pacing.nextDelay(section, computation));
    }

    private static Section section(int number) {
        return Section.ofTopic("/topic/hero?name=" + number);
    }
}
