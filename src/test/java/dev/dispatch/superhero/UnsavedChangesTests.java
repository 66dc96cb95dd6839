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
import static org.assertj.core.api.Assertions.tuple;

import dev.dispatch.superhero.Roster.UnsavedChanges;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnsavedChangesTests {
    private static final int ALL = Integer.MAX_VALUE;
    private static final TurnRules IMMORTAL = new TurnRules(Duration.ofSeconds(4), 0.25, 0.5, 0, 40);

    private final Roster roster = Roster.stored(1_000);

    @Test
    void changesAreListedInOrderUntilTheyAreSaved() {
        enlist(roster, 0, "Batman", "Robin");
        beat(roster, GOTHAM, 10);
        terminate(roster, 20, "Batman");
        enlist(roster, 30, "Batman");

        UnsavedChanges first = roster.unsaved(2);
        assertThat(first.from()).isEqualTo(1_000);
        assertThat(first.upTo()).isEqualTo(1_002);
        assertThat(first.end()).isEqualTo(1_004);
        assertThat(roster.isSaved(first.upTo())).isFalse();
        assertThat(roster.markSaved(GOTHAM.id(), first.upTo(), false)).isTrue();
        assertThat(roster.isSaved(first.upTo())).isTrue();

        List<SavedHero> rest = roster.unsaved(ALL).heroes();
        assertThat(rest).extracting(SavedHero::name).containsExactly("Batman", "Batman");
        assertThat(rest).extracting(SavedHero::cause).containsExactly(Tombstone.Cause.TERMINATED, null);
        assertThat(rest).extracting(SavedHero::enlistedAt).containsExactly(0L, 30L);
        assertThat(rest.get(0).endedAt()).isEqualTo(20);
    }

    @Test
    void changesOfRosterWithoutStoreAreNotListed() {
        Roster memory = new Roster();
        enlist(memory, 0, "Batman");

        assertThat(memory.unsaved(ALL)).isEqualTo(UnsavedChanges.NONE);
        assertThat(memory.isSaved(memory.position())).isFalse();
    }

    @Test
    void heroIsSavedAgainOncePerThousandTurns() {
        roster.enlist(new UUID(0, 1), List.of("Batman"), 0, IMMORTAL);
        roster.takeTurns(GOTHAM.at(0), TestRosters.NO_MEMBERS, IMMORTAL);
        roster.markSaved(GOTHAM.id(), roster.position(), false);

        Set<Integer> savedAfter = new HashSet<>();
        for (int turn = 1; turn <= 3_000; turn++) {
            roster.takeTurns(GOTHAM.at(turn * 4_000L), null, IMMORTAL);
            roster.unsaved(ALL).heroes().forEach(hero -> savedAfter.add(hero.turns()));
            roster.markSaved(GOTHAM.id(), roster.position(), false);
        }

        assertThat(savedAfter).hasSize(3);
        assertThat(savedAfter.stream().mapToInt(turns -> turns % 1_000).distinct())
                .hasSize(1);
    }

    @Test
    void fallenHeroIsListedWithItsLastState() {
        enlist(roster, 0, "Batman");
        long now = 0;
        while (roster.size() > 0) {
            now += 4_000;
            beat(roster, GOTHAM, now);
        }

        SavedHero last = roster.unsaved(ALL).heroes().get(0);
        assertThat(last.cause()).isEqualTo(Tombstone.Cause.FALLEN);
        assertThat(last.endedAt()).isEqualTo(now);
        assertThat(last.health()).isNotPositive();
        assertThat(last.turns() * 4_000L).isEqualTo(now);
    }

    @Test
    void onlyTheHomeOfTheRosterRecordsWhatIsSaved() {
        enlist(roster, 0, "Batman");
        beat(roster, GOTHAM, 0);

        assertThat(roster.markSaved(METROPOLIS.id(), roster.position(), false)).isFalse();
        assertThat(roster.unsaved(ALL).heroes()).hasSize(1);
    }

    @Test
    void tooManyChangesAreReplacedByAllHeroes() {
        beat(roster, GOTHAM, 0);
        enlist(roster, 0, "Robin");
        long enlisted = roster.position();
        for (int i = 0; !roster.unsaved(0).incomplete(); i++) {
            enlist(roster, i, "Batman");
            terminate(roster, i, "Batman");
        }
        Roster copy = Roster.of(roster.snapshot());

        assertThat(copy.living()).extracting(SavedHero::name).contains("Robin");
        assertThat(roster.isSaved(0)).isFalse();
        roster.markSaved(GOTHAM.id(), roster.position(), false);
        assertThat(roster.unsaved(ALL).incomplete()).isTrue();
        roster.markSaved(GOTHAM.id(), copy.position(), true);
        assertThat(roster.unsaved(ALL).incomplete()).isFalse();
        assertThat(roster.isSaved(copy.position())).isTrue();
        assertThat(roster.isSaved(enlisted)).isTrue();
    }

    @Test
    void endThatIsNotSavedIsPartOfTheWholeRoster() {
        enlist(roster, 0, "Batman", "Robin", "Catwoman");
        beat(roster, GOTHAM, 0);
        terminate(roster, 5, "Batman");
        roster.markSaved(GOTHAM.id(), roster.position(), false);
        terminate(roster, 6, "Robin");

        assertThat(roster.livingAndEnded())
                .extracting(SavedHero::name, SavedHero::cause)
                .containsExactly(tuple("Catwoman", null), tuple("Robin", Tombstone.Cause.TERMINATED));
    }

    @Test
    void unsavedChangesMoveWithTheRoster() {
        enlist(roster, 0, "Batman", "Robin");
        terminate(roster, 5, "Robin");

        Roster moved = Roster.of(roster.snapshot());

        assertThat(moved.unsaved(ALL)).isEqualTo(roster.unsaved(ALL));
        assertThat(moved.position()).isEqualTo(roster.position());
    }

    @Test
    void mergedRosterHasTheUnsavedChangesOfBothSides() {
        enlist(roster, 0, "Batman");
        Roster other = Roster.of(roster.snapshot());
        beat(roster, GOTHAM, 0);
        beat(other, METROPOLIS, 0);
        roster.markSaved(GOTHAM.id(), roster.position(), false);
        enlist(roster, 1, "Robin");
        other.markSaved(METROPOLIS.id(), other.position(), false);
        terminate(other, 2, "Batman");
        long late = roster.position();

        Roster merged = Roster.merge(roster, other);
        beat(merged, GOTHAM, 3);
        merged.markSaved(GOTHAM.id(), late, false);

        assertThat(merged.unsaved(ALL).heroes())
                .extracting(SavedHero::name, SavedHero::lives)
                .containsExactlyInAnyOrder(tuple("Robin", true), tuple("Batman", false));
        Roster again = Roster.merge(merged, other);
        assertThat(again.unsaved(ALL).heroes())
                .hasSameElementsAs(merged.unsaved(ALL).heroes());
    }

    /** Each half may have ended heroes of the other one in the store when it saved all its own. */
    @Test
    void mergedRosterIsSavedAsAWhole() {
        enlist(roster, 0, "Batman");
        beat(roster, GOTHAM, 0);
        Roster merged = Roster.merge(roster, Roster.of(roster.snapshot()));
        Roster other = Roster.of(merged.snapshot());
        merged.markSaved(GOTHAM.id(), merged.position(), true);
        other.markSaved(GOTHAM.id(), other.position(), true);
        enlist(other, 1, "Catwoman");
        other.markSaved(GOTHAM.id(), other.position(), false);

        assertThat(merged.unsaved(ALL).incomplete()).isFalse();
        assertThat(other.unsaved(ALL).incomplete()).isFalse();
        assertThat(Roster.merge(merged, other).unsaved(ALL).incomplete()).isTrue();
        assertThat(Roster.merge(other, merged).unsaved(ALL).incomplete()).isTrue();
    }

    /** As after a stop of the whole cluster: what was saved once, and the time since then, give the same state. */
    @Test
    void replayFromAnEarlierStateEndsInTheSameState() {
        List<String> names = IntStream.range(0, 200).mapToObj(i -> "Hero " + i).toList();
        enlist(roster, 0, names.toArray(String[]::new));
        List<SavedHero> saved = roster.unsaved(ALL).heroes();
        long stop = 4_000L * 40 + 17;
        for (long now = 0; now <= stop; now += 100) {
            beat(roster, GOTHAM, now);
        }
        beat(roster, GOTHAM, stop);

        Roster restored = Roster.stored(2_000_000);
        saved.forEach(restored::restore);
        restored.replay(stop, 0, RULES);

        assertThat(restored.living()).containsExactlyInAnyOrderElementsOf(roster.living());
        assertThat(restored.size()).isBetween(1, 199);
        assertThat(restored.unsaved(ALL).heroes())
                .filteredOn(hero -> !hero.lives())
                .hasSameElementsAs(roster.unsaved(ALL).heroes().stream()
                        .filter(hero -> !hero.lives())
                        .toList());
        assertThat(enlist(restored, stop, "Hero 1", "Hero 2")).isEqualTo(enlist(roster, stop, "Hero 1", "Hero 2"));
    }

    @Test
    void outageMovesDeadlinesOnly() {
        enlist(roster, 0, "Batman");
        SavedHero saved = roster.unsaved(ALL).heroes().get(0);
        Roster restored = Roster.stored(0);
        restored.restore(saved);

        restored.replay(9_000, 60_000, IMMORTAL);

        Superhero batman = hero(restored, "Batman");
        assertThat(batman.turns()).isEqualTo(2);
        assertThat(batman.nextTurnAt().toEpochMilli()).isEqualTo(12_000 + 60_000);
        assertThat(batman.enlistedAt().toEpochMilli()).isZero();
        assertThat(allHeroes(restored)).hasSize(1);
    }

    @Test
    void endedHeroKeepsItsNameFreeAndItsTombstone() {
        Roster restored = Roster.stored(0);
        restored.restore(new SavedHero("Batman", 500, 6, -3, true, 1, 2, 3, 24_500, 24_500, Tombstone.Cause.FALLEN));

        assertThat(restored.find("Batman")).isNull();
        assertThat(restored.lookUp("Batman").tombstone())
                .isEqualTo(new Tombstone(Tombstone.Cause.FALLEN, 24_500, 500, 6));
        enlist(restored, 100, "Batman");
        assertThat(hero(restored, "Batman").enlistedAt().toEpochMilli()).isEqualTo(501);
    }
}
