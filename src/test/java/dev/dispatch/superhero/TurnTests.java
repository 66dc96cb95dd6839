package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.GOTHAM;
import static dev.dispatch.superhero.TestRosters.METROPOLIS;
import static dev.dispatch.superhero.TestRosters.RULES;
import static dev.dispatch.superhero.TestRosters.beat;
import static dev.dispatch.superhero.TestRosters.enlist;
import static dev.dispatch.superhero.TestRosters.hero;
import static dev.dispatch.superhero.TestRosters.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.superhero.Superhero.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TurnTests {
    private static final TurnRules OTHER_RULES = new TurnRules(Duration.ofSeconds(4), 0.9, 0.1, 3, 3);

    private final Roster roster = new Roster();

    @Test
    void replayEqualsTurnsTakenAtDifferentCenters() {
        enlist(roster, 0, "Batman");
        List<Turn> taken = new ArrayList<>();
        for (int number = 1; number <= 300; number++) {
            Superhero before = roster.find("Batman");
            beat(roster, number % 7 == 0 ? METROPOLIS : GOTHAM, 4_000L * number + number % 3);
            Superhero after = roster.find("Batman");
            if (before == null || after == null) {
                break;
            }
            Turn.Outcome outcome = after.rests() > before.rests()
                    ? Turn.Outcome.RESTED
                    : after.fightsWon() > before.fightsWon() ? Turn.Outcome.WON : Turn.Outcome.LOST;
            taken.add(0, new Turn(number, Instant.ofEpochMilli(4_000L * number), outcome, after.health()));

            assertThat(Turn.last(after, RULES, Integer.MAX_VALUE)).isEqualTo(taken);
            assertThat(Turn.last(after, RULES, 2)).isEqualTo(taken.subList(0, Math.min(2, taken.size())));
        }
        assertThat(taken).hasSizeGreaterThan(2);
    }

    @Test
    void replayUnderOtherRulesIsEmpty() {
        enlist(roster, 0, "Batman");
        for (int number = 1; number <= 20; number++) {
            roster.takeTurns(GOTHAM.at(4_000L * number), null, OTHER_RULES);
        }

        assertThat(Turn.last(hero(roster, "Batman"), OTHER_RULES, 32)).hasSize(20);
        assertThat(Turn.last(hero(roster, "Batman"), RULES, 32)).isEmpty();
    }

    /** A year of turns, a thousand times: two hours, if each replayed the whole life. */
    @Test
    @Timeout(60)
    void workIsConstantHoweverLongTheLife() {
        for (TurnRules rules : List.of(
                new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 0, 40),
                new TurnRules(Duration.ofSeconds(4), 0, 0.5, 0, 0),
                new TurnRules(Duration.ofSeconds(4), 0.9, 0.9, 3, 40))) {
            Superhero old = new Superhero(
                    "Batman",
                    100,
                    Activity.FIGHTING,
                    4_000_000,
                    4_000_000,
                    0,
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Instant.EPOCH);
            for (int rendering = 0; rendering < 1_000; rendering++) {
                assertThat(Turn.last(old, rules, 32).size()).isIn(0, 32);
            }
        }
    }

    /** The first replay does not begin with the first turn, the second one does. */
    @Test
    void replayOfALongLifeEqualsThatOfItsWhole() {
        TurnRules rules = new TurnRules(Duration.ofSeconds(4), 0.8, 0.5, 10, 20);
        enlist(roster, 0, "Batman");
        for (int number = 1; number <= 12_000; number++) {
            roster.takeTurns(GOTHAM.at(4_000L * number), null, rules);
        }
        Superhero old = hero(roster, "Batman");

        List<Turn> last = Turn.last(old, rules, 32);

        assertThat(last)
                .hasSize(32)
                .isEqualTo(Turn.last(old, rules, Integer.MAX_VALUE).subList(0, 32));
        assertThat(last.get(0).health()).isEqualTo(old.health());
        assertThat(last).extracting(Turn::health).as("not always full").anyMatch(health -> health < 100);
    }

    @Test
    void allTurnsOfFallenHeroAreReplayed() {
        enlist(roster, 0, "Batman");
        long now = 0;
        Superhero last = hero(roster, "Batman");
        while (roster.size() > 0) {
            last = hero(roster, "Batman");
            now += 4_000;
            beat(roster, GOTHAM, now);
        }

        Tombstone tombstone = Objects.requireNonNull(roster.lookUp("Batman").tombstone());

        assertThat(tombstone).isEqualTo(new Tombstone(Tombstone.Cause.FALLEN, now, 0, last.turns() + 1));
        List<Turn> turns = Turn.last("Batman", tombstone, RULES, 1_000);
        assertThat(turns).hasSize(tombstone.turns());
        assertThat(turns.get(0).health()).isNotPositive();
        assertThat(turns.get(0).dueAt().toEpochMilli()).isEqualTo(now);
        assertThat(turns.subList(1, turns.size())).isEqualTo(Turn.last(last, RULES, 1_000));
        assertThat(Roster.of(roster.snapshot()).lookUp("Batman").tombstone()).isEqualTo(tombstone);
        assertThat(roster.lookUp("Robin").tombstone()).isNull();
    }

    @Test
    void tombstoneOfTerminatedHeroKeepsItsTurns() {
        enlist(roster, 0, "Batman");
        beat(roster, GOTHAM, 4_000);
        terminate(roster, 5_000, "Batman");

        Tombstone tombstone = new Tombstone(Tombstone.Cause.TERMINATED, 5_000, 0, 1);
        assertThat(roster.lookUp("Batman").tombstone()).isEqualTo(tombstone);
        assertThat(Turn.last("Batman", tombstone, RULES, 32)).hasSize(1);
        assertThat(Turn.last("Batman", new Tombstone(Tombstone.Cause.FALLEN, 5_000, 0, 1), RULES, 32))
                .isEmpty();
    }
}
