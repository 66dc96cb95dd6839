package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.GOTHAM;
import static dev.dispatch.superhero.TestRosters.METROPOLIS;
import static dev.dispatch.superhero.TestRosters.RULES;
import static dev.dispatch.superhero.TestRosters.allHeroes;
import static dev.dispatch.superhero.TestRosters.beat;
import static dev.dispatch.superhero.TestRosters.enlist;
import static dev.dispatch.superhero.TestRosters.hero;
import static dev.dispatch.superhero.TestRosters.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterMergeTests {
    private final Roster majority = new Roster();
    private Roster minority = new Roster();

    @BeforeEach
    void split() {
        enlist(majority, 0, "Batman", "Robin");
        beat(majority, GOTHAM, 0);
        minority = Roster.of(majority.snapshot());
    }

    @Test
    void heroesOfBothSidesAreKept() {
        enlist(majority, 1, "Catwoman");
        enlist(minority, 1, "Superman");

        assertThat(allHeroes(merged()))
                .extracting(Superhero::name)
                .containsExactly("Batman", "Catwoman", "Robin", "Superman");
    }

    @Test
    void heroTerminatedOnOneSideStaysGone() {
        terminate(majority, 10, "Batman");
        terminate(minority, 10, "Robin");

        assertThat(allHeroes(merged())).isEmpty();
    }

    @Test
    void heroFallenOnOneSideStaysGone() {
        for (long now = 4_000; minority.size() == 2; now += 4_000) {
            beat(minority, METROPOLIS, now);
        }

        assertThat(allHeroes(merged())).isEqualTo(allHeroes(minority)).hasSizeLessThan(2);
    }

    @Test
    void namesakeEnlistedAfterTerminationIsKept() {
        terminate(majority, 10, "Batman");
        enlist(majority, 10, "Batman");
        beat(minority, METROPOLIS, 4_000);

        assertThat(hero(merged(), "Batman").enlistedAt())
                .isEqualTo(hero(majority, "Batman").enlistedAt());
        assertThat(hero(merged(), "Batman").turns()).isZero();
    }

    @Test
    void namesakeIsKeptWhenOtherSideTookFatalTurnLater() {
        long now = 4_000;
        while (majority.size() == 2) {
            beat(majority, GOTHAM, now);
            beat(minority, METROPOLIS, now + 3_500);
            now += 4_000;
        }
        String fallen = majority.find("Batman") == null ? "Batman" : "Robin";
        enlist(majority, now - 3_000, fallen);

        assertThat(minority.find(fallen)).isNull();
        assertThat(hero(merged(), fallen).enlistedAt())
                .isEqualTo(hero(majority, fallen).enlistedAt());
    }

    @Test
    void moreTurnsWinWhateverTheEpoch() {
        beat(majority, GOTHAM, 4_000);
        beat(majority, GOTHAM, 8_000);
        beat(minority, METROPOLIS, 4_000);

        assertThat(minority.epoch()).isGreaterThan(majority.epoch());
        assertThat(hero(merged(), "Batman").turns()).isEqualTo(2);
    }

    @Test
    void higherEpochDecidesHome() {
        beat(majority, GOTHAM, 8_000);
        beat(minority, METROPOLIS, 4_000);

        assertThat(merged().epoch()).isEqualTo(1);
        assertThat(merged().placements()).isEqualTo(minority.placements());
    }

    @Test
    void terminationOfEarlierHeroSparesItsNamesake() {
        terminate(majority, 5, "Batman");
        enlist(majority, 6, "Batman");
        terminate(minority, 8, "Batman");

        assertThat(hero(merged(), "Batman").enlistedAt()).isEqualTo(Instant.ofEpochMilli(6));
    }

    @Test
    void terminationOfLaterHeroEndsTheEarlierOne() {
        terminate(majority, 5, "Batman");
        enlist(majority, 6, "Batman");
        terminate(majority, 7, "Batman");

        assertThat(merged().find("Batman")).isNull();
    }

    @Test
    void allOfManyTerminatedHeroesStayGone() {
        String[] names = IntStream.range(0, 19_000).mapToObj(i -> "Hero " + i).toArray(String[]::new);
        enlist(majority, 1, names);
        minority = Roster.of(majority.snapshot());
        majority.terminate(UUID.randomUUID(), HeroSelection.matching(""), 2);

        assertThat(merged().size()).isZero();
    }

    @Test
    void allOfManyFallenHeroesStayGone() {
        String[] names = IntStream.range(0, 4_000).mapToObj(i -> "Hero " + i).toArray(String[]::new);
        enlist(majority, 1, names);
        minority = Roster.of(majority.snapshot());
        for (long now = 4_001; now <= 24 * 4_001; now += 4_001) {
            beat(majority, GOTHAM, now);
        }

        assertThat(majority.size()).isLessThan(3_000);
        assertThat(merged().size()).isEqualTo(majority.size());
    }

    @Test
    void answerOfCommandThatRanOnBothSidesIsTheSameInEitherOrder() {
        UUID command = UUID.randomUUID();
        terminate(minority, 1, "Batman");
        terminate(majority, command, 2, "Batman");
        terminate(minority, command, 2, "Batman");

        assertThat(terminate(Roster.merge(majority, minority), command, 3, "Batman"))
                .isTrue();
        assertThat(terminate(Roster.merge(minority, majority), command, 3, "Batman"))
                .isTrue();
    }

    @Test
    void mergeKeepsProcessedCommandsOfBothSides() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        terminate(majority, one, 1, "Batman");
        terminate(minority, other, 1, "Robin");

        Roster merged = merged();

        assertThat(terminate(merged, one, 2, "Batman")).isTrue();
        assertThat(terminate(merged, other, 2, "Robin")).isTrue();
    }

    @Test
    void mergeIsCommutative() {
        enlist(majority, 1, "Catwoman");
        terminate(majority, 2, "Robin");
        beat(majority, GOTHAM, 4_000);
        enlist(minority, 1, "Superman");
        beat(minority, METROPOLIS, 8_000);

        assertThat(allHeroes(Roster.merge(minority, majority))).isEqualTo(allHeroes(merged()));
    }

    private Roster merged() {
        return Roster.merge(majority, minority);
    }

    @Test
    void tombstonesSurviveTheMerge() {
        terminate(majority, 10, "Batman");
        Roster late = Roster.of(minority.snapshot());

        assertThat(Roster.merge(merged(), late).find("Batman")).isNull();
        assertThat(majority.enlist(UUID.randomUUID(), List.of("Batman"), 10, RULES))
                .isEqualTo(1);
    }
}
