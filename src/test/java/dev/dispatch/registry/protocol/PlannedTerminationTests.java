package dev.dispatch.registry.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.protocol.PlannedTermination.State;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

        assertThat(plan.mayBeDecidedBy(side(SECOND, THIRD), DUE)).isTrue();
        assertThat(plan.mayBeDecidedBy(side(OLDEST, NEWCOMER), DUE)).isFalse();
    }

    @Test
    void halfWithOldestMemberDecides() {
        PlannedTermination plan = plan(OLDEST, SECOND);

        assertThat(plan.mayBeDecidedBy(side(OLDEST), DUE)).isTrue();
        assertThat(plan.mayBeDecidedBy(side(SECOND, NEWCOMER), DUE)).isFalse();
    }

    @Test
    void anySideDecidesAfterDelay() {
        PlannedTermination plan = plan(OLDEST, SECOND, THIRD);
        Instant end = DUE.plus(PlannedTermination.MINORITY_DELAY);

        assertThat(plan.mayBeDecidedBy(side(THIRD), end.minusMillis(1))).isFalse();
        assertThat(plan.mayBeDecidedBy(side(THIRD), end)).isTrue();
    }

    @Test
    void planWithoutMembersIsDecidedByAnySide() {
        assertThat(plan().mayBeDecidedBy(side(SECOND), DUE)).isTrue();
    }

    @Test
    void membersThatLeaveDoNotCount() {
        MembershipView survivor = new MembershipView(Set.of(SECOND), Set.of(OLDEST), Set.of());

        assertThat(plan(OLDEST, SECOND).mayBeDecidedBy(survivor, DUE)).isTrue();
    }

    @Test
    void membersThatMergedBackAreStillKnown() {
        MembershipView all = new MembershipView(Set.of(SECOND, NEWCOMER), Set.of(), Set.of(OLDEST));

        assertThat(plan(OLDEST, SECOND).mayBeDecidedBy(all, DUE)).isTrue();
    }

    private static MembershipView side(UUID... present) {
        return new MembershipView(Set.of(present), Set.of(), Set.of());
    }

    private static PlannedTermination plan(UUID... members) {
        return new PlannedTermination(
                new UUID(1, 1), HeroSelection.matching(""), 1, DUE, State.PLANNED, List.of(members));
    }
}
