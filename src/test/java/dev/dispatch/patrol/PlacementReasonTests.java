package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.Placement;
import dev.dispatch.superhero.Placement.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The recorded reasons why heroes moved. */
@Tag("cluster")
class PlacementReasonTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void heroThatNeverMovedHasNoReason() {
        TestCenter gotham = startWith(50, "Gotham", "Metropolis").get(0);

        assertThat(reasons(gotham)).containsOnly("[null]");
    }

    @Test
    void crashIsRecordedAndReplicated() {
        List<TestCenter> centers = startWith(50, "Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);

        centers.get(1).crash();
        cluster.awaitSafe();
        cluster.patrol(Duration.ofSeconds(1));
        assertThat(reasons(gotham)).contains("[null, CRASH]").doesNotContain("[null, LEAVE]");
        cluster.awaitSafe();

        centers.get(2).crash();

        assertThat(reasons(gotham)).contains("[null, CRASH]").doesNotContain("[null, LEAVE]");
    }

    @Test
    void leaveIsRecorded() {
        List<TestCenter> centers = startWith(50, "Gotham", "Metropolis");

        centers.get(1).leave();
        cluster.patrol(Duration.ofSeconds(1));

        assertThat(reasons(centers.get(0))).containsOnly("[null]", "[null, LEAVE]");
    }

    @Test
    void rebalanceIsRecordedButNotForHeroesThatEnlistLater() {
        TestCenter gotham = startWith(50, "Gotham").get(0);

        cluster.start("Metropolis");
        cluster.awaitSafe();
        cluster.patrol(Duration.ofSeconds(1));

        assertThat(reasons(gotham)).containsOnly("[null]", "[null, REBALANCE]");
        SuperheroRegistry registry = gotham.registry();
        for (int number = 0; number < 20; number++) {
            registry.enlist(new HeroName("Late " + number));
            assertThat(registry.lookUp("Late " + number).placements())
                    .extracting(Placement::reason)
                    .containsOnlyNulls();
        }
    }

    @Test
    void takeoversFromOneCenterAreSummedUp() {
        List<TestCenter> centers = startWith(100, "Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);
        long moving = gotham.everybody().values().stream()
                .filter(hero -> hero.center().equals("Capitol"))
                .count();

        centers.get(2).crash();
        cluster.awaitSafe();
        cluster.patrol(Duration.ofSeconds(1));
        // later moves are rebalancing, not from Capitol
        cluster.pass(Duration.ofSeconds(2));
        cluster.centers().forEach(TestCenter::report);

        await().untilAsserted(() -> assertThat(gotham.centers().takeoverSummary(Duration.ofSeconds(30)))
                .hasValueSatisfying(last -> {
                    assertThat(last.reason()).isEqualTo(Placement.Reason.CRASH);
                    assertThat(last.from()).containsExactly("Capitol");
                    assertThat(last.to()).containsExactly("Gotham", "Metropolis");
                    assertThat(last.heroes()).isEqualTo(moving);
                    assertThat(last.complete()).isTrue();
                }));
        cluster.pass(Duration.ofSeconds(31));
        assertThat(gotham.centers().takeoverSummary(Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void takeoverIsIncompleteWhenAllReplicasAreLost() {
        List<TestCenter> centers = startWith(100, "Gotham", "Metropolis", "Capitol", "Star City");
        TestCenter gotham = centers.get(0);

        centers.subList(1, 4).forEach(TestCenter::crash);
        await().until(() -> gotham.centers().all().size() == 1);
        assertThat(gotham.everybody()).hasSizeLessThan(100);
        cluster.patrol(Duration.ofSeconds(1));
        cluster.pass(Duration.ofSeconds(2));

        await().untilAsserted(() -> {
            gotham.report();
            assertThat(gotham.centers().takeoverSummary(Duration.ofSeconds(30)))
                    .hasValueSatisfying(last -> assertThat(last.complete()).isFalse());
        });
    }

    /** Starts centers and waits until all heroes have a home and backups. */
    private List<TestCenter> startWith(int heroes, String... cities) {
        List<TestCenter> centers = cluster.start(cities);
        centers.get(0).registry().enlist(heroes);
        cluster.patrol(Duration.ofSeconds(1));
        cluster.awaitSafe();
        return centers;
    }

    /** For each hero the list of reasons in its placement history, as text. */
    private static Set<String> reasons(TestCenter center) {
        return center.everybody().keySet().stream()
                .map(name -> center.registry().lookUp(name).placements().stream()
                        .map(Placement::reason)
                        .map(PlacementReasonTests::text)
                        .toList()
                        .toString())
                .collect(Collectors.toSet());
    }

    private static String text(@Nullable Reason reason) {
        return String.valueOf(reason);
    }
}
