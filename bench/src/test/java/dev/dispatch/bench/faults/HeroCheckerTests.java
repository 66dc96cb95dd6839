package dev.dispatch.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Superhero;
import dev.dispatch.superhero.Superhero.Activity;
import dev.dispatch.superhero.Tombstone;
import dev.dispatch.superhero.Turn;
import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeroCheckerTests {
    private static final TurnRules MORTAL = new TurnRules(Duration.ofSeconds(1), 0.25, 0.5, 40, 40);
    private static final TurnRules IMMORTAL = new TurnRules(Duration.ofSeconds(1), 0.25, 0.5, 0, 40);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final String NAME = "Batman";

    private final HeroReading batman = reading(Superhero.enlisted(new HeroName(NAME), now, IMMORTAL));
    private final HeroChecker checker = new HeroChecker(IMMORTAL);

    @Test
    void acknowledgedHeroIsRight() {
        assertThat(checker.check(Map.of(NAME, HeroFate.of(batman)), Map.of(NAME, batman)))
                .isEmpty();
    }

    @Test
    void unknownNameMayBeThereOrNot() {
        assertThat(checker.check(Map.of(NAME, HeroFate.UNKNOWN), Map.of(NAME, batman)))
                .isEmpty();
        assertThat(checker.check(Map.of(NAME, HeroFate.UNKNOWN), Map.of())).isEmpty();
    }

    @Test
    void missingHeroIsLost() {
        assertThat(checker.check(Map.of(NAME, HeroFate.of(batman)), Map.of()))
                .singleElement()
                .asString()
                .contains("is lost");
    }

    @Test
    void missingHeroThatMustHaveFallenIsRight() {
        Instant longAgo = now.minus(Duration.ofMinutes(20));
        HeroFate enlisted = new HeroFate(HeroFate.Kind.PRESENT, longAgo);

        assertThat(falls(longAgo)).isTrue();
        assertThat(new HeroChecker(MORTAL).check(Map.of(NAME, enlisted), Map.of()))
                .isEmpty();
        assertThat(checker.check(Map.of(NAME, enlisted), Map.of())).hasSize(1);
    }

    @Test
    void terminatedHeroMustStayAway() {
        assertThat(checker.check(Map.of(NAME, HeroFate.ABSENT), Map.of(NAME, batman)))
                .singleElement()
                .asString()
                .contains("was terminated");
    }

    @Test
    void otherHeroOfTheNameAndOneThatNobodyEnlistedAreWrong() {
        HeroFate earlier = new HeroFate(HeroFate.Kind.PRESENT, now.minusSeconds(5));

        assertThat(checker.check(Map.of(NAME, earlier), Map.of(NAME, batman)))
                .singleElement()
                .asString()
                .contains("another one");
        assertThat(checker.check(Map.of(), Map.of(NAME, batman)))
                .singleElement()
                .asString()
                .contains("nobody");
    }

    @Test
    void turnThatWasNotPlayedIsWrong() {
        Superhero hero = batman.hero();
        HeroReading skipped = reading(new Superhero(
                NAME,
                hero.health(),
                hero.activity(),
                0,
                0,
                0,
                0,
                now,
                hero.nextTurnAt().plusSeconds(1),
                hero.enlistedAt()));

        assertThat(checker.check(Map.of(NAME, HeroFate.of(batman)), Map.of(NAME, skipped)))
                .singleElement()
                .asString()
                .contains("not that of its turns");
    }

    @Test
    void turnsMayNotGoBack() {
        HeroReading later = afterOneTurn();
        Map<String, HeroFate> fates = Map.of(NAME, HeroFate.of(batman));

        assertThat(checker.check(fates, Map.of(NAME, later))).isEmpty();
        assertThat(checker.check(fates, Map.of(NAME, batman)))
                .singleElement()
                .asString()
                .contains("had taken 1 turns, now 0");
    }

    private HeroReading afterOneTurn() {
        Superhero hero = batman.hero();
        Tombstone first = new Tombstone(Tombstone.Cause.TERMINATED, 0, now.toEpochMilli(), 1);
        Turn.Outcome outcome = Turn.last(NAME, first, IMMORTAL, 1).get(0).outcome();
        boolean rests = outcome == Turn.Outcome.RESTED;
        return reading(new Superhero(
                NAME,
                hero.health(),
                rests ? Activity.RESTING : Activity.FIGHTING,
                outcome == Turn.Outcome.WON ? 1 : 0,
                outcome == Turn.Outcome.LOST ? 1 : 0,
                rests ? 1 : 0,
                0,
                now,
                hero.nextTurnAt().plusSeconds(1),
                hero.enlistedAt()));
    }

    private static boolean falls(Instant enlistedAt) {
        List<Tombstone> falls = IntStream.rangeClosed(1, 1_200)
                .mapToObj(turn -> new Tombstone(Tombstone.Cause.FALLEN, 0, enlistedAt.toEpochMilli(), turn))
                .toList();
        return falls.stream().anyMatch(fall -> !Turn.last(NAME, fall, MORTAL, 1).isEmpty());
    }

    private HeroReading reading(Superhero hero) {
        return new HeroReading(hero, now);
    }
}
