package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.protocol.SweepReport;
import dev.dispatch.superhero.Lateness;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueRostersTests {
    private final DueRosters agenda = new DueRosters();

    @BeforeEach
    void own() {
        agenda.own(Set.of(1, 2));
    }

    @Test
    void whatIsNewIsDueAtOnceAndAgainUntilItAnswers() {
        assertThat(agenda.takeDue(1_000, 1_100).keys()).containsExactlyInAnyOrder(1, 2);
        assertThat(agenda.takeDue(1_050, 1_150).keys()).isEmpty();
        assertThat(agenda.takeDue(1_100, 1_200).keys()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void anAnswerSaysWhenItIsDueNext() {
        DueRosters.Beat beat = agenda.takeDue(1_000, 1_100);

        agenda.beaten(beat, Map.of(1, report(3, 5_000), 2, report(4, 6_000)));

        assertThat(agenda.heroes()).isEqualTo(7);
        assertThat(agenda.takeDue(4_999, 5_099).keys()).isEmpty();
        assertThat(agenda.takeDue(5_000, 5_100).keys()).containsExactly(1);
    }

    @Test
    void nothingIsDueBeforeTheFirstOfItsRosters() {
        assertThat(agenda.nextDueAt()).isLessThanOrEqualTo(1_000);
        DueRosters.Beat beat = agenda.takeDue(1_000, 1_100);
        assertThat(agenda.nextDueAt()).isEqualTo(1_100);

        agenda.beaten(beat, Map.of(1, report(3, 5_000), 2, report(4, 6_000)));
        assertThat(agenda.nextDueAt()).isEqualTo(5_000);

        agenda.own(Set.of());
        assertThat(agenda.nextDueAt()).isEqualTo(Roster.NEVER);
    }

    @Test
    void aRosterIsNewUntilItAnswersAndAgainWhenItComesBack() {
        DueRosters.Beat first = agenda.takeDue(1_000, 1_100);
        assertThat(first.newcomers()).isTrue();
        agenda.beaten(first, Map.of(1, report(1, 1_100)));
        assertThat(agenda.takeDue(1_100, 1_200).newcomers()).isTrue();

        agenda.own(Set.of(1));
        assertThat(agenda.takeDue(1_200, 1_300).newcomers()).isFalse();
        agenda.own(Set.of(1, 2));
        assertThat(agenda.takeDue(1_300, 1_400).newcomers()).isTrue();
    }

    @Test
    void anAnswerThatWasOvertakenDoesNotCount() {
        DueRosters.Beat first = agenda.takeDue(1_000, 1_100);
        DueRosters.Beat second = agenda.takeDue(1_100, 1_200);

        agenda.beaten(second, Map.of(1, report(1, 9_000)));
        agenda.beaten(first, Map.of(1, report(1, 1_150), 2, report(1, 9_000)));

        assertThat(agenda.takeDue(1_200, 1_300).keys()).containsExactly(2);
    }

    @Test
    void aSweepBringsForwardButNeverPutsOff() {
        agenda.beaten(agenda.takeDue(1_000, 1_100), Map.of(1, report(1, 5_000), 2, report(1, 5_000)));

        agenda.swept(Map.of(1, new SweepReport(2, 3_000), 2, new SweepReport(1, 7_000), 99, new SweepReport(1, 0)));

        assertThat(agenda.takeDue(3_000, 3_100).keys()).containsExactly(1);
        assertThat(agenda.takeDue(5_000, 5_100).keys()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void whatIsNoLongerOwnedIsForgotten() {
        agenda.own(Set.of(2, 3));

        assertThat(agenda.keys()).containsExactlyInAnyOrder(2, 3);
    }

    private static TurnReport report(int heroes, long nextTurnAt) {
        return new TurnReport(
                heroes,
                nextTurnAt,
                0,
                0,
                0,
                List.of(),
                new Lateness(new long[Lateness.BOUNDS_MILLIS.size() + 1], 0, 0),
                null);
    }
}
