package dev.dispatch.registry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.protocol.PlannedTermination.State;
import dev.dispatch.superhero.HeroSelection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannedTerminationTests {
    private static final Instant DUE = Instant.ofEpochMilli(5_000);
    private static final UUID OLDEST = new UUID(0, 9);
    private static final UUID SECOND = new UUID(0, 1);
    private static final UUID THIRD = new UUID(0, 2);
    private static final UUID NEWCOMER = new UUID(0, 3);

    @Test
    void onlyOneSideOfSplitDecides() {
        PlannedTermination plan = plan(OLDEST, SECOND, THIRD);

        assertThat(plan.mayBeDecidedBy(List.of(SECOND, THIRD), DUE)).isTrue();
        assertThat(plan.mayBeDecidedBy(List.of(OLDEST, NEWCOMER), DUE)).isFalse();
    }

    @Test
    void halfWithOldestMemberDecides() {
        PlannedTermination plan = plan(OLDEST, SECOND);

        assertThat(plan.mayBeDecidedBy(List.of(OLDEST), DUE)).isTrue();
        assertThat(plan.mayBeDecidedBy(List.of(SECOND, NEWCOMER), DUE)).isFalse();
    }

    @Test
    void anySideDecidesAfterDelay() {
        PlannedTermination plan = plan(OLDEST, SECOND, THIRD);
        Instant end = DUE.plus(PlannedTermination.MINORITY_DELAY);

        assertThat(plan.mayBeDecidedBy(List.of(THIRD), end.minusMillis(1))).isFalse();
        assertThat(plan.mayBeDecidedBy(List.of(THIRD), end)).isTrue();
    }

    @Test
    void planWithoutMembersIsDecidedByAnySide() {
        assertThat(plan().mayBeDecidedBy(List.of(SECOND), DUE)).isTrue();
    }

    private static PlannedTermination plan(UUID... members) {
        return new PlannedTermination(
                new UUID(1, 1), HeroSelection.matching(""), 1, DUE, State.PLANNED, List.of(members));
    }
}
