package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All superheroes of the cluster by name, as they were at some moment or a little later. */
record Census(Instant at, Map<String, Hero> heroes) {

    /** By how much the turn that was overdue most was at least overdue. */
    Duration mostOverdue() {
        return heroes.values().stream()
                .map(hero -> Duration.between(hero.nextTurnAt(), at))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Map<String, Integer> epochs() {
        return heroes.values().stream().collect(Collectors.toMap(Hero::name, Hero::epoch));
    }

    /** Whether everybody took a turn since. */
    boolean hasGoneOnSince(Census before) {
        return heroes.values().stream().allMatch(hero -> hero.turns() > before.turnsOf(hero.name()));
    }

    /** Checks that all are alive and remember all they did, and that no turn was left out or taken twice. */
    void assertNothingLostSince(Census before, Duration interval) {
        assertThat(heroes).containsOnlyKeys(before.heroes.keySet());
        assertThat(heroes.values())
                .filteredOn(hero -> hero.turns() < before.turnsOf(hero.name()))
                .isEmpty();
        assertThat(heroes.values())
                .filteredOn(hero -> !hero.hasTakenEachTurnOnce(interval))
                .isEmpty();
    }

    private int turnsOf(String name) {
        return Objects.requireNonNull(heroes.get(name)).turns();
    }
}
