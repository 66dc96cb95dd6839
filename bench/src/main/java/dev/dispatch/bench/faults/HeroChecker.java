package dev.dispatch.bench.faults;

import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares what clients were told with the heroes that centers show, and these with those of the check before. Not thread-safe. */
final class HeroChecker {
    private final TurnRules rules;
    private Map<String, HeroReading> last = Map.of();

    HeroChecker(TurnRules rules) {
        this.rules = rules;
    }

    /**
     * Checks all heroes of the cluster.
     *
     * @param fates what clients know, by name
     * @param heroes all heroes, by name
     * @return what is wrong, one sentence each
     */
    List<String> check(Map<String, HeroFate> fates, Map<String, HeroReading> heroes) {
        List<String> violations = new ArrayList<>();
        fates.forEach((name, fate) -> violation(name, fate, heroes.get(name)).ifPresent(violations::add));
        heroes.forEach((name, hero) -> {
            if (!fates.containsKey(name)) {
                violations.add("%s is there, but nobody has enlisted it".formatted(name));
            }
            if (!hero.isReplayOf(rules)) {
                violations.add("the state of %s is not that of its turns: %s".formatted(name, hero.hero()));
            }
            HeroReading earlier = last.get(name);
            if (earlier != null
                    && earlier.hero().enlistedAt().equals(hero.hero().enlistedAt())
                    && earlier.hero().turns() > hero.hero().turns()) {
                violations.add("%s had taken %d turns, now %d"
                        .formatted(name, earlier.hero().turns(), hero.hero().turns()));
            }
        });
        last = heroes;
        return violations;
    }

    private Optional<String> violation(String name, HeroFate fate, @Nullable HeroReading hero) {
        return switch (fate.kind()) {
            case UNKNOWN -> Optional.empty();
            case ABSENT ->
                Optional.ofNullable(hero)
                        .map(there -> "%s was terminated, but is there: %s".formatted(name, there.hero()));
            case PRESENT -> {
                Instant enlistedAt = Objects.requireNonNull(fate.enlistedAt());
                if (hero == null) {
                    yield hasFallen(name, enlistedAt)
                            ? Optional.empty()
                            : Optional.of("%s, enlisted at %s, is lost".formatted(name, enlistedAt));
                }
                yield hero.hero().enlistedAt().equals(enlistedAt)
                        ? Optional.empty()
                        : Optional.of("%s was enlisted at %s, but another one is there: %s"
                                .formatted(name, enlistedAt, hero.hero()));
            }
        };
    }

    /** Whether a hero has lost its health in one of the turns that were due. */
    private boolean hasFallen(String name, Instant enlistedAt) {
        int due = (int) Duration.between(enlistedAt, Instant.now()).dividedBy(rules.turnInterval());
        // the replay of a fall that did not happen is empty
        return IntStream.rangeClosed(1, due)
                .mapToObj(turns -> new Tombstone(Tombstone.Cause.FALLEN, 0, enlistedAt.toEpochMilli(), turns))
                .anyMatch(fall -> !Turn.last(name, fall, rules, 1).isEmpty());
    }
}
