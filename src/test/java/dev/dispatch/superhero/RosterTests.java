package dev.dispatch.superhero;

import static dev.dispatch.superhero.TestRosters.GOTHAM;
import static dev.dispatch.superhero.TestRosters.METROPOLIS;
import static dev.dispatch.superhero.TestRosters.NO_MEMBERS;
import static dev.dispatch.superhero.TestRosters.RULES;
import static dev.dispatch.superhero.TestRosters.beat;
import static dev.dispatch.superhero.TestRosters.enlist;
import static dev.dispatch.superhero.TestRosters.hero;
import static dev.dispatch.superhero.TestRosters.terminate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class RosterTests {
    private static final TurnRules IMMORTAL = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 0, 40);

    private final Roster roster = new Roster();

    @Test
    void newHeroTakesFirstTurnOneIntervalAfterEnlisting() {
        enlist(roster, 1_000, "Batman");

        assertThat(hero(roster, "Batman"))
                .isEqualTo(Superhero.enlisted(new HeroName("Batman"), Instant.ofEpochMilli(1_000), RULES));
        assertThat(roster.nextBeatAt()).isEqualTo(5_000);
        assertThat(beat(roster, GOTHAM, 4_999).turns()).isZero();
        assertThat(beat(roster, GOTHAM, 5_000).turns()).isEqualTo(1);
    }

    @Test
    void repeatedBeatTakesTurnOnce() {
        enlist(roster, 0, "Batman");

        IntStream.range(0, 10).forEach(again -> beat(roster, GOTHAM, 4_000));

        assertThat(hero(roster, "Batman").turns()).isEqualTo(1);
    }

    @Test
    void lateTurnDoesNotDelayNextTurn() {
        roster.enlist(UUID.randomUUID(), List.of("Batman"), 0, IMMORTAL);

        for (long now = 0; now <= 400_000; now += 130) {
            roster.takeTurns(GOTHAM.at(now), null, IMMORTAL);
        }

        Superhero hero = hero(roster, "Batman");
        assertThat(hero.turns()).isBetween(99, 100);
        assertThat(hero.nextTurnAt().toEpochMilli()).isEqualTo(4_000L * (hero.turns() + 1));
    }

    @Test
    void overdueTurnsAreTakenOnePerBeatAndCountedAsLate() {
        enlist(roster, 0, "Batman");

        TurnReport first = beat(roster, GOTHAM, 12_500);
        TurnReport second = beat(roster, GOTHAM, 12_600);

        assertThat(first.turns()).isEqualTo(1);
        assertThat(first.lateness().maxMillis()).isEqualTo(8_500);
        assertThat(first.nextTurnAt()).isEqualTo(8_000);
        assertThat(second.turns()).isEqualTo(1);
        assertThat(second.lateness().maxMillis()).isEqualTo(4_600);
    }

    @Test
    void tombstoneExpiresAfterOneHourWithoutAnotherOne() {
        enlist(roster, 0, "Batman");
        terminate(roster, 1_000, "Batman");

        beat(roster, GOTHAM, 3_601_000);
        assertThat(roster.lookUp("Batman").tombstone()).isNotNull();
        beat(roster, GOTHAM, 3_601_001);
        assertThat(roster.lookUp("Batman").tombstone()).isNull();
    }

    @Test
    void failedBeatReportsTurnsBeforeTheException() {
        enlist(roster, 0, "Batman", "Robin", "Alfred");
        HeroColumns columns = (HeroColumns) Objects.requireNonNull(ReflectionTestUtils.getField(roster, "heroes"));
        columns.health = Arrays.copyOf(columns.health, 2);

        TurnReport report = roster.takeTurns(GOTHAM.at(4_010), NO_MEMBERS, RULES);

        assertThat(report.failure()).contains("ArrayIndexOutOfBoundsException");
        assertThat(report.turns()).isEqualTo(2);
        assertThat(report.lateness().sumMillis()).isEqualTo(20);
        assertThat(report.nextTurnAt()).isEqualTo(5_010);
    }

    @Test
    void errorAfterTheTurnsIsReportedWithThem() {
        enlist(roster, 0, "Batman", "Robin");
        beat(roster, GOTHAM, 100);
        Set<UUID> failing = new AbstractSet<>() {
            @Override
            public Iterator<UUID> iterator() {
                throw new LinkageError("planted");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        TurnReport report =
                roster.takeTurns(METROPOLIS.at(4_000), new MembershipView(failing, failing, failing), RULES);

        assertThat(report.failure()).contains("LinkageError: planted");
        assertThat(report.turns()).isEqualTo(2);
        assertThat(roster.isAt(GOTHAM.id())).isTrue();
        assertThat(beat(roster, METROPOLIS, 4_100).turns()).isZero();
    }

    @Test
    void emptiedRosterIsDueWhenItsTombstonesAndAnswersExpire() {
        enlist(roster, 0, "Batman", "Robin");
        terminate(roster, 1_000, "Batman");
        terminate(roster, 2_000, "Robin");

        assertThat(roster.nextBeatAt()).isEqualTo(122_001);
        assertThat(beat(roster, GOTHAM, 122_001).nextTurnAt()).isEqualTo(3_602_001);
        assertThat(roster.snapshot().answers()).isEmpty();
        assertThat(Roster.of(roster.snapshot()).nextBeatAt()).isEqualTo(3_602_001);
        assertThat(beat(roster, GOTHAM, 3_602_001).nextTurnAt()).isEqualTo(Roster.NEVER);
        assertThat(roster.snapshot().terminated().names()).isEmpty();
        assertThat(roster.nextBeatAt()).isEqualTo(Roster.NEVER);
    }

    @Test
    void nameIsUniqueAmongLivingHeroes() {
        assertThat(enlist(roster, 0, "Batman", "Robin")).isEqualTo(2);
        assertThat(enlist(roster, 1, "Robin", "Catwoman", "Catwoman")).isEqualTo(1);
        assertThat(terminate(roster, 2, "Robin")).isTrue();
        assertThat(terminate(roster, 3, "Robin")).isFalse();
        assertThat(enlist(roster, 4, "Robin")).isEqualTo(1);
        assertThat(roster.size()).isEqualTo(3);
    }

    @Test
    void repeatedCommandIsExecutedOnceAndReturnsSameAnswer() {
        UUID enlist = UUID.randomUUID();
        UUID terminate = UUID.randomUUID();

        assertThat(roster.enlist(enlist, List.of("Batman"), 0, RULES)).isEqualTo(1);
        assertThat(terminate(roster, terminate, 1, "Batman")).isTrue();
        assertThat(roster.enlist(enlist, List.of("Batman"), 2, RULES)).isEqualTo(1);
        assertThat(roster.find("Batman")).isNull();
        assertThat(enlist(roster, 3, "Batman")).isEqualTo(1);
        assertThat(terminate(roster, terminate, 4, "Batman")).isTrue();
        assertThat(roster.find("Batman")).isNotNull();
    }

    @Test
    void fallenHeroesAreRemovedAndReported() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "Hero " + i).toList();
        roster.enlist(UUID.randomUUID(), names, 0, RULES);
        int fallen = 0;

        for (long now = 4_000; roster.size() > 0; now += 4_000) {
            TurnReport report = beat(roster, GOTHAM, now);
            assertThat(report.fallen())
                    .allSatisfy(name -> assertThat(roster.find(name)).isNull());
            fallen += report.fallen().size();
            assertThat(report.heroes()).isEqualTo(100 - fallen);
        }

        assertThat(fallen).isEqualTo(100);
    }

    @Test
    void moveIsReportedWithLateness() {
        enlist(roster, 0, "Batman", "Robin");
        beat(roster, GOTHAM, 4_000);

        TurnReport report = beat(roster, METROPOLIS, 8_700);

        assertThat(report.movedFrom()).isEqualTo(GOTHAM.at(4_000));
        assertThat(report.lateness().maxMillis()).isEqualTo(700);
        assertThat(hero(roster, "Batman").epoch()).isEqualTo(1);
        assertThat(hero(roster, "Batman").homedAt()).isEqualTo(Instant.ofEpochMilli(8_700));
        assertThat(beat(roster, METROPOLIS, 8_800).movedFrom()).isNull();
        assertThat(roster.placements()).containsExactly(GOTHAM.at(4_000), lost(METROPOLIS, 8_700));
    }

    @Test
    void epochCountsMovesSinceEnlisting() {
        enlist(roster, 0, "Batman");
        beat(roster, GOTHAM, 0);
        beat(roster, METROPOLIS, 1);
        enlist(roster, 2, "Robin");

        assertThat(hero(roster, "Batman").epoch()).isEqualTo(1);
        assertThat(hero(roster, "Robin").epoch()).isZero();
        assertThat(hero(roster, "Robin").homedAt()).isEqualTo(Instant.ofEpochMilli(2));
    }

    @Test
    void lookUpReturnsPlacementsOfOneIncarnation() {
        enlist(roster, 0, "Batman", "Robin");
        beat(roster, GOTHAM, 100);
        terminate(roster, 150, "Robin");
        roster.takeTurns(METROPOLIS.at(200), NO_MEMBERS, RULES);
        enlist(roster, 250, "Catwoman", "Robin");
        roster.takeTurns(GOTHAM.at(300), NO_MEMBERS, RULES);
        terminate(roster, 350, "Catwoman");
        roster.takeTurns(METROPOLIS.at(400), NO_MEMBERS, RULES);

        assertThat(roster.lookUp("Batman").placements())
                .containsExactly(GOTHAM.at(100), lost(METROPOLIS, 200), lost(GOTHAM, 300), lost(METROPOLIS, 400));
        assertThat(roster.lookUp("Robin").placements())
                .containsExactly(METROPOLIS.at(200), lost(GOTHAM, 300), lost(METROPOLIS, 400));
        assertThat(roster.lookUp("Robin").tombstone()).isNull();
        assertThat(roster.lookUp("Catwoman").hero()).isNull();
        assertThat(roster.lookUp("Catwoman").placements()).containsExactly(METROPOLIS.at(200), lost(GOTHAM, 300));
        assertThat(roster.lookUp("Joker")).isEqualTo(HeroLookup.UNKNOWN);
    }

    private static Placement lost(TestRosters.Center center, long now) {
        return center.at(now).withReason(Placement.Reason.CRASH);
    }

    @Test
    void lateBeatOfPreviousHomeMovesNothing() {
        enlist(roster, 0, "Batman");
        beat(roster, GOTHAM, 0);
        beat(roster, METROPOLIS, 1_000);

        roster.takeTurns(GOTHAM.at(1_005), null, RULES);

        assertThat(roster.epoch()).isEqualTo(1);
        assertThat(roster.isAt(METROPOLIS.id())).isTrue();
    }

    @Test
    void turnsDoNotDependOnSlotOrder() {
        Roster other = new Roster();
        List<String> names = IntStream.range(0, 500).mapToObj(i -> "Hero " + i).toList();
        List<String> reversed =
                IntStream.range(0, 500).mapToObj(i -> names.get(499 - i)).toList();
        UUID command = UUID.randomUUID();
        roster.enlist(command, names, 0, RULES);
        other.enlist(command, reversed, 0, RULES);

        for (long now = 4_000; now < 100_000; now += 4_000) {
            beat(roster, GOTHAM, now);
            beat(other, GOTHAM, now);
        }

        assertThat(roster.size()).isPositive().isLessThan(500);
        assertThat(TestRosters.allHeroes(roster)).isEqualTo(TestRosters.allHeroes(other));
    }

    @Test
    void turnResultDependsOnNeitherCenterNorTime() {
        enlist(roster, 0, "Batman", "Robin", "Catwoman");
        Roster backup = Roster.of(roster.snapshot());

        beat(roster, GOTHAM, 4_000);
        beat(roster, GOTHAM, 8_000);
        beat(backup, METROPOLIS, 9_300);
        beat(backup, METROPOLIS, 9_400);

        for (String name : List.of("Batman", "Robin", "Catwoman")) {
            assertThat(hero(backup, name)).isEqualTo(hero(roster, name));
        }
    }

    @Test
    void snapshotRestoresRoster() {
        enlist(roster, 0, "Batman", "Robin", "Catwoman");
        terminate(roster, 1, "Robin");
        UUID command = UUID.randomUUID();
        roster.enlist(command, List.of("Superman"), 2, RULES);
        beat(roster, GOTHAM, 4_001);
        beat(roster, METROPOLIS, 4_002);

        Roster copy = Roster.of(roster.snapshot());

        assertThat(copy.snapshot()).usingRecursiveComparison().isEqualTo(roster.snapshot());
        assertThat(copy.enlist(command, List.of("Superman"), 5, RULES)).isEqualTo(1);
        assertThat(terminate(copy, 6, "Catwoman")).isTrue();
        assertThat(roster.find("Catwoman")).isNotNull();
    }
}
