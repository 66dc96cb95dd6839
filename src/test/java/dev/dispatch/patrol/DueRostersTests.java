package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.protocol.RosterQuery.SweepReport;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import dev.dispatch.superhero.TurnReport.Lateness;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DueRostersTests {
    private final DueRosters dueRosters = new DueRosters();

    @BeforeEach
    void setOwned() {
        dueRosters.setOwned(Set.of(1, 2));
    }

    @Test
    void newRostersAreDueInEveryBeatUntilTheyAnswer() {
        assertThat(dueRosters.takeDue(1_000, 1_100).keys()).containsExactlyInAnyOrder(1, 2);
        assertThat(dueRosters.takeDue(1_050, 1_150).keys()).isEmpty();
        assertThat(dueRosters.takeDue(1_100, 1_200).keys()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void lastReportSetsDeadline() {
        DueRosters.Beat beat = dueRosters.takeDue(1_000, 1_100);

        dueRosters.complete(beat, Map.of(1, report(3, 5_000), 2, report(4, 6_000)));

        assertThat(dueRosters.heroes()).isEqualTo(7);
        assertThat(dueRosters.takeDue(4_999, 5_099).keys()).isEmpty();
        assertThat(dueRosters.takeDue(5_000, 5_100).keys()).containsExactly(1);
    }

    @Test
    void nextDeadlineIsEarliestOfAllRosters() {
        assertThat(dueRosters.nextDueAt()).isLessThanOrEqualTo(1_000);
        DueRosters.Beat beat = dueRosters.takeDue(1_000, 1_100);
        assertThat(dueRosters.nextDueAt()).isEqualTo(1_100);

        dueRosters.complete(beat, Map.of(1, report(3, 5_000), 2, report(4, 6_000)));
        assertThat(dueRosters.nextDueAt()).isEqualTo(5_000);

        dueRosters.setOwned(Set.of());
        assertThat(dueRosters.nextDueAt()).isEqualTo(Roster.NEVER);
    }

    @Test
    void rosterIsNewUntilItAnswersAndAgainAfterReturn() {
        DueRosters.Beat first = dueRosters.takeDue(1_000, 1_100);
        assertThat(first.newKeys()).containsExactlyInAnyOrder(1, 2);
        dueRosters.complete(first, Map.of(1, report(1, 1_100)));
        assertThat(dueRosters.takeDue(1_100, 1_200).newKeys()).containsExactly(2);

        dueRosters.setOwned(Set.of(1));
        assertThat(dueRosters.takeDue(1_200, 1_300).newKeys()).isEmpty();
        dueRosters.setOwned(Set.of(1, 2));
        assertThat(dueRosters.takeDue(1_300, 1_400).newKeys()).containsExactly(2);
    }

    @Test
    void reportOfEarlierBeatIsIgnored() {
        DueRosters.Beat first = dueRosters.takeDue(1_000, 1_100);
        DueRosters.Beat second = dueRosters.takeDue(1_100, 1_200);

        dueRosters.complete(second, Map.of(1, report(1, 9_000)));
        dueRosters.complete(first, Map.of(1, report(1, 1_150), 2, report(1, 9_000)));

        assertThat(dueRosters.takeDue(1_200, 1_300).keys()).containsExactly(2);
    }

    @Test
    void sweepBringsDeadlinesForwardButNeverBack() {
        dueRosters.complete(dueRosters.takeDue(1_000, 1_100), Map.of(1, report(1, 5_000), 2, report(1, 5_000)));

        dueRosters.update(Map.of(1, sweepReport(2, 3_000), 2, sweepReport(1, 7_000), 99, sweepReport(1, 0)));

        assertThat(dueRosters.takeDue(3_000, 3_100).keys()).containsExactly(1);
        assertThat(dueRosters.takeDue(5_000, 5_100).keys()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void rosterWithAnotherHomeIsNewAgain() {
        dueRosters.complete(dueRosters.takeDue(1_000, 1_100), Map.of(1, report(1, 5_000), 2, report(1, 5_000)));

        dueRosters.update(Map.of(1, new SweepReport(1, 5_000, false), 2, sweepReport(1, 5_000)));

        DueRosters.Beat beat = dueRosters.takeDue(1_100, 1_200);
        assertThat(beat.keys()).containsExactly(1);
        assertThat(beat.newKeys()).containsExactly(1);
    }

    @Test
    void rostersOfOtherCentersAreRemoved() {
        dueRosters.setOwned(Set.of(2, 3));

        assertThat(dueRosters.keys()).containsExactlyInAnyOrder(2, 3);
    }

    private static SweepReport sweepReport(int heroes, long nextTurnAt) {
        return new SweepReport(heroes, nextTurnAt, true);
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
                null,
                "");
    }
}
