package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTests {
    private static final Duration CHEAP = Duration.ofMillis(1);
    private static final Duration DEAR = Duration.ofMillis(100);
    private static final Duration VERY_DEAR = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({"PT0S, PT0.25S", "PT0.002S, PT0.248S", "PT0.05S, PT1S", "PT0.2S, PT4S", "PT2S, PT40S"})
    void whatIsDearIsComputedLessOften(Duration cost, Duration pause) {
        assertThat(Pace.pause(cost, List.of(cost))).isEqualTo(pause);
    }

    @Test
    void equalsShareEqually() {
        List<Duration> all = Collections.nCopies(10, DEAR);

        assertThat(Pace.pause(DEAR, all)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void theCheapAreNotSlowedDownByTheDear() {
        List<Duration> all = List.of(CHEAP, DEAR, CHEAP, DEAR);

        assertThat(Pace.pause(CHEAP, all)).isEqualTo(Duration.ofMillis(249));
        // both have what one of them would have alone, but for what the cheap ones take
        assertThat(Pace.pause(DEAR, all)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
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
    void allTogetherTakeATwentiethAtTheMost(int cheap, int middling, int dear, int veryDear) {
        List<Duration> all = Stream.of(
                        Collections.nCopies(cheap, CHEAP),
                        Collections.nCopies(middling, Duration.ofMillis(10)),
                        Collections.nCopies(dear, DEAR),
                        Collections.nCopies(veryDear, VERY_DEAR))
                .flatMap(List::stream)
                .toList();
        Duration hour = Duration.ofHours(1);

        Duration busy = all.stream()
                .map(cost -> cost.multipliedBy(rounds(cost, Pace.pause(cost, all), hour)))
                .reduce(Duration.ZERO, Duration::plus);

        // but for one round of each that has just begun
        Duration begun = all.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(busy).isLessThanOrEqualTo(hour.dividedBy(20).plus(begun));
    }

    @Test
    void whatIsFreeIsUsed() {
        List<Duration> all =
                IntStream.rangeClosed(1, 30).mapToObj(Duration::ofMillis).toList();

        double load = all.stream()
                .mapToDouble(cost -> (double) cost.toNanos()
                        / Pace.pause(cost, all).plus(cost).toNanos())
                .sum();

        assertThat(load).isCloseTo(0.05, within(0.002));
    }

    /** How often something is computed in a time, whose clock goes on only while it is computed or paused. */
    private static long rounds(Duration cost, Duration pause, Duration time) {
        long rounds = 0;
        for (Duration now = Duration.ZERO;
                now.compareTo(time) < 0;
                now = now.plus(cost).plus(pause)) {
            rounds++;
        }
        return rounds;
    }
}
