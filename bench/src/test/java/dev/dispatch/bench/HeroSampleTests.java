package dev.dispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.bench.cluster.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeroSampleTests {
    private static final Instant ENLISTED_AT = Instant.parse("2026-01-01T00:00:00Z");

    private final HeroSample before = sample(100, hero("Ada", 3), hero("Bob", 3), hero("Cleo", 3), hero("Dan", 3));

    private static HeroState hero(String name, int turns) {
        Instant nextTurnAt = ENLISTED_AT.plus(Cluster.TURN_INTERVAL.multipliedBy(turns + 1L));
        return new HeroState(name, turns, nextTurnAt, ENLISTED_AT, nextTurnAt);
    }

    private static HeroSample sample(long total, HeroState... heroes) {
        return new HeroSample(
                total, List.of(0), Stream.of(heroes).collect(Collectors.toMap(HeroState::name, Function.identity())));
    }

    @Test
    void reportsNoErrorsWhenAllHeroesContinue() {
        HeroSample after = sample(100, hero("Ada", 4), hero("Bob", 5), hero("Cleo", 3), hero("Dan", 4));

        assertThat(after.errorsSince(before).values())
                .isEqualTo(Map.of("sample", 4.0, "lost", 0.0, "wentBack", 0.0, "wrong", 0.0, "overdue", 0.0));
    }

    @Test
    void countsErrors() {
        HeroState ada = hero("Ada", 5);
        HeroState doubled = new HeroState("Ada", 6, ada.nextTurnAt(), ENLISTED_AT, ada.nextTurnAt());
        HeroState bob = hero("Bob", 4);
        HeroState late = new HeroState(
                "Bob", 4, bob.nextTurnAt(), ENLISTED_AT, bob.nextTurnAt().plus(Duration.ofSeconds(2)));

        assertThat(sample(100, doubled, late, hero("Cleo", 2))
                        .errorsSince(before)
                        .values())
                .isEqualTo(Map.of("sample", 4.0, "lost", 1.0, "wentBack", 1.0, "wrong", 1.0, "overdue", 1.0));
    }

    @Test
    void countsHeroesLostOutsideTheSample() {
        HeroSample after = sample(93, hero("Ada", 4), hero("Bob", 4), hero("Cleo", 4), hero("Dan", 4));

        assertThat(after.errorsSince(before).values()).containsEntry("lost", 7.0);
    }
}
