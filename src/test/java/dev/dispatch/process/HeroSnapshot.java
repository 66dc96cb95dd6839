package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All heroes of the cluster by name, read page by page, so not of one single moment. */
record HeroSnapshot(Instant at, Map<String, Hero> heroes) {

    /** A lower bound of the longest overdue time of any turn. */
    Duration mostOverdue() {
        return heroes.values().stream()
                .map(hero -> Duration.between(hero.nextTurnAt(), at))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Map<String, Integer> epochs() {
        return heroes.values().stream().collect(Collectors.toMap(Hero::name, Hero::epoch));
    }

    /** Whether every hero has taken a turn since. */
    boolean hasGoneOnSince(HeroSnapshot before) {
        return heroes.values().stream().allMatch(hero -> hero.turns() > before.turnsOf(hero.name()));
    }

    /** Asserts that all heroes are there with their state, and that no turn was skipped or taken twice. */
    void assertNothingLostSince(HeroSnapshot before, Duration interval) {
        assertThat(heroes).containsOnlyKeys(before.heroes.keySet());
        assertThat(heroes.values())
                .filteredOn(hero -> hero.turns() < before.turnsOf(hero.name()))
                .isEmpty();
        assertThat(heroes.values())
                .filteredOn(hero -> !hero.hasTakenEachTurnOnce(interval))
                .isEmpty();
    }

    Hero hero(String name) {
        return Objects.requireNonNull(heroes.get(name));
    }

    private int turnsOf(String name) {
        return hero(name).turns();
    }
}
