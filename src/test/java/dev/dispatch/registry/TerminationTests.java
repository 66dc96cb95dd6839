package dev.dispatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import dev.dispatch.cluster.Centers;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.registry.protocol.MergeRoster;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.PlannedTermination.State;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Roster;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class TerminationTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void plannedTerminationIsExecutedWhenDue() {
        TestCenter gotham = gothamWith("Batman", "Robin", "Alfred");
        PlannedTermination plan = plan(gotham, HeroSelection.named(List.of("Batman", "Robin", "Batman", "Nobody")));
        assertThat(plan.count()).isEqualTo(2);

        cluster.pass(PlannedTerminations.GRACE.minusMillis(1));
        executeDue();
        assertThat(gotham.everybody()).hasSize(3);

        cluster.pass(Duration.ofMillis(1));
        executeDue();
        assertThat(gotham.everybody()).containsOnlyKeys("Alfred");
        assertThat(openPlans(gotham)).isEmpty();
        assertThat(terminations(gotham).undo(plan.id())).isFalse();
    }

    @Test
    void undoWorksFromAnyCenterAndIsIdempotent() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(0).registry().enlist(10);
        PlannedTermination plan = plan(centers.get(0), HeroSelection.matching(""));
        assertThat(plan.count()).isEqualTo(10);
        await().until(() -> terminations(centers.get(1)).planned().equals(List.of(plan)));

        assertThat(terminations(centers.get(1)).undo(plan.id())).isTrue();
        await().until(() -> terminations(centers.get(0)).planned().isEmpty());
        assertThat(terminations(centers.get(0)).undo(plan.id())).isTrue();
        cluster.pass(PlannedTerminations.GRACE);
        executeDue();

        assertThat(centers.get(0).registry().count()).isEqualTo(10);
        assertThat(openPlans(centers.get(0))).isEmpty();
        assertThat(terminations(centers.get(0)).undo(plan.id())).isFalse();
    }

    @Test
    void plannedTerminationSurvivesOwnerCrash() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        centers.get(0).registry().enlist(50);
        PlannedTermination plan = plan(centers.get(0), HeroSelection.matching(""));
        cluster.awaitSafe();

        TestCenter owner = owner(plan);
        owner.crash();
        cluster.awaitSafe();
        cluster.pass(PlannedTerminations.GRACE);
        executeDue();

        TestCenter survivor = cluster.centers().get(0);
        assertThat(survivor.registry().count()).isZero();
        assertThat(openPlans(survivor)).isEmpty();
        await().untilAsserted(() -> assertThat(feed(survivor)).contains("50 superheroes were terminated"));
        assertThat(Collections.frequency(feed(survivor), "50 superheroes were terminated"))
                .isEqualTo(1);
    }

    @Test
    void planCanBeUndoneAfterOwnerLeft() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        centers.get(0).registry().enlist(5);
        PlannedTermination plan = plan(centers.get(0), HeroSelection.matching(""));

        owner(plan).leave();

        TestCenter survivor = cluster.centers().get(0);
        assertThat(terminations(survivor).undo(plan.id())).isTrue();
        cluster.pass(PlannedTerminations.GRACE);
        executeDue();
        assertThat(survivor.registry().count()).isEqualTo(5);
    }

    /** A change of a replicated map fails if a member leaves during the call. */
    @Test
    void planAndUndoSucceedIfTheirAnnouncementFails() {
        TestCenter gotham = gothamWith("Batman");
        HazelcastInstance failing = (HazelcastInstance) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HazelcastInstance.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getReplicatedMap")) {
                        throw new IndeterminateOperationStateException("A member left");
                    }
                    return method.invoke(gotham.hazelcast(), arguments);
                });
        PlannedTerminations terminations = new PlannedTerminations(
                failing,
                gotham.bean(Centers.class),
                gotham.registry(),
                gotham.bean(RosterClient.class),
                gotham.bean(LongSupplier.class));

        PlannedTermination undone =
                terminations.plan(HeroSelection.matching("")).orElseThrow();
        assertThat(terminations.undo(undone.id())).isTrue();
        assertThat(terminations.plan(HeroSelection.matching(""))).isPresent();
        cluster.pass(PlannedTerminations.GRACE);
        terminations.executeDue();

        assertThat(gotham.everybody()).isEmpty();
        assertThat(openPlans(gotham)).isEmpty();
    }

    /** Like a crash between the termination and the removal of its plan. */
    @Test
    void repeatedTerminationExcludesHeroesEnlistedLater() {
        TestCenter gotham = gothamWith("Batman", "Robin");
        PlannedTermination plan = plan(gotham, HeroSelection.matching(""));
        cluster.pass(PlannedTerminations.GRACE);
        assertThat(gotham.registry().terminate(plan.id(), plan.selection())).isEqualTo(2);
        gotham.registry().enlist(new HeroName("Batman"));
        gotham.registry().enlist(new HeroName("Alfred"));

        plans(gotham).set(plan.id(), plan.withState(State.BEGUN));
        assertThat(terminations(gotham).undo(plan.id())).isFalse();
        executeDue();
        assertThat(gotham.everybody()).containsOnlyKeys("Batman", "Alfred");
        assertThat(openPlans(gotham)).isEmpty();

        // even if the command is not known
        UUID another = UUID.randomUUID();
        assertThat(gotham.registry().terminate(another, plan.selection())).isZero();
        assertThat(gotham.everybody()).containsOnlyKeys("Batman", "Alfred");
    }

    /** As if one side of a split began the termination, and the other side, which had the hero, merged with it then. */
    @Test
    void terminationIncludesHeroesMergedAfterItBegan() {
        TestCenter gotham = gothamWith("Batman", "Robin");
        PlannedTermination plan = plan(gotham, HeroSelection.matching(""));
        Rosters rosters = gotham.bean(Rosters.class);
        int key = rosters.key("Batman");
        Roster otherSide = Objects.requireNonNull(rosters.copy(key));
        gotham.hazelcast().getMap(Rosters.MAP).remove(key);
        gotham.registry().terminate(plan.id(), plan.selection());
        rosters.submit(key, new MergeRoster(otherSide)).toCompletableFuture().join();
        assertThat(gotham.everybody()).containsOnlyKeys("Batman");

        cluster.pass(PlannedTerminations.GRACE);
        executeDue();

        assertThat(gotham.everybody()).isEmpty();
        assertThat(openPlans(gotham)).isEmpty();
    }

    @Test
    void lateRetryDoesNotBringPlanBack() {
        TestCenter gotham = gothamWith("Batman");
        PlannedTermination plan = plan(gotham, HeroSelection.matching(""));
        assertThat(terminations(gotham).undo(plan.id())).isTrue();
        assertThat(store(gotham, plan)).isFalse();
        cluster.pass(PlannedTerminations.GRACE);
        executeDue();

        assertThat(store(gotham, plan)).isFalse();
        executeDue();
        assertThat(gotham.everybody()).containsOnlyKeys("Batman");
    }

    @Test
    void undoneTerminationStaysUndoneAfterSplit() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        centers.get(0).registry().enlist(30);
        PlannedTermination plan = plan(centers.get(0), HeroSelection.matching(""));
        cluster.awaitSafe();
        TestCenter lone = owner(plan);
        TestCenter other =
                centers.stream().filter(center -> center != lone).findFirst().orElseThrow();

        cluster.split(lone);
        cluster.pass(PlannedTerminations.GRACE);
        terminations(lone).executeDue();
        assertThat(lone.registry().count()).isPositive();
        assertThatExceptionOfType(RegistryUnavailableException.class)
                .isThrownBy(() -> terminations(lone).undo(plan.id()))
                .withMessageContaining("out of reach");
        assertThat(terminations(other).undo(plan.id())).isTrue();
        executeDue();
        cluster.heal(lone);

        await().untilAsserted(() -> {
            executeDue(); // refused until the plan is merged
            assertThat(openPlans(other)).isEmpty();
        });
        assertThat(other.registry().count()).isEqualTo(30);
    }

    /** Half of the centers are left: they cannot know whether the others have crashed, or were cut off and go on. */
    @Test
    void smallerSideCarriesOutPlanAfterDelay() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(0).registry().enlist(10);
        plan(centers.get(0), HeroSelection.matching(""));
        cluster.awaitSafe();

        centers.get(0).crash();
        await().until(() ->
                cluster.centers().get(0).hazelcast().getCluster().getMembers().size() == 1);
        TestCenter survivor = centers.get(1);
        cluster.pass(PlannedTerminations.GRACE);
        executeDue();
        assertThat(survivor.registry().count()).isEqualTo(10);

        cluster.pass(PlannedTermination.MINORITY_DELAY);
        executeDue();
        assertThat(survivor.registry().count()).isZero();
    }

    private static boolean store(TestCenter center, PlannedTermination plan) {
        return plans(center).executeOnKey(plan.id(), new PlannedTermination.StoreTermination(plan));
    }

    @Test
    void noMapOperationIsSentWithoutPlans() {
        TestCenter gotham = gothamWith("Batman");
        LocalMapStats stats = plans(gotham).getLocalMapStats();

        executeDue();
        assertThat(stats.getOtherOperationCount()).isZero();

        plan(gotham, HeroSelection.matching(""));
        executeDue();
        assertThat(stats.getOtherOperationCount()).isOne();
    }

    @Test
    void emptyOrTooLargeSelectionIsNotPlanned() {
        TestCenter gotham = gothamWith("Batman");

        assertThat(terminations(gotham).plan(HeroSelection.matching("joker"))).isEmpty();
        assertThat(terminations(gotham).plan(HeroSelection.named(List.of("Joker"))))
                .isEmpty();
        assertThat(plans(gotham).keySet()).isEmpty();
        List<String> tooMany = Collections.nCopies(501, "x").stream()
                .map(x -> x + UUID.randomUUID())
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> terminations(gotham).plan(HeroSelection.named(tooMany)))
                .withMessageContaining("500");
    }

    @Test
    void terminationBySearchIsReportedWithItsCount() {
        TestCenter gotham = gothamWith("Batman", "Batgirl", "BATWING", "Acrobat", "Robin");

        assertThat(gotham.registry().terminate(HeroSelection.matching("bat"))).isEqualTo(4);
        assertThat(gotham.everybody()).containsOnlyKeys("Robin");
        assertThat(gotham.registry().terminate(HeroSelection.matching("bat"))).isZero();
        assertThat(gotham.registry().terminate("Robin")).isTrue();

        await().untilAsserted(() -> assertThat(feed(gotham).get(0)).isEqualTo("Robin was terminated"));
        assertThat(feed(gotham).get(1)).isEqualTo("4 superheroes were terminated");
    }

    private TestCenter gothamWith(String... names) {
        TestCenter gotham = cluster.start("Gotham");
        for (String name : names) {
            gotham.registry().enlist(new HeroName(name));
        }
        return gotham;
    }

    private TestCenter owner(PlannedTermination plan) {
        return cluster.centers().stream()
                .filter(center -> plans(center).localKeySet().contains(plan.id()))
                .findFirst()
                .orElseThrow();
    }

    private void executeDue() {
        cluster.centers().forEach(center -> terminations(center).executeDue());
    }

    private static PlannedTermination plan(TestCenter center, HeroSelection selection) {
        return terminations(center).plan(selection).orElseThrow();
    }

    private static PlannedTerminations terminations(TestCenter center) {
        return center.bean(PlannedTerminations.class);
    }

    private static List<PlannedTermination> openPlans(TestCenter center) {
        return plans(center).values().stream()
                .filter(plan -> plan.state() != State.DONE)
                .toList();
    }

    private static IMap<UUID, PlannedTermination> plans(TestCenter center) {
        return center.hazelcast().getMap("terminations");
    }

    private static List<String> feed(TestCenter center) {
        return center.bean(EventFeed.class).latest(100, Set.of()).stream()
                .map(FeedEvent::text)
                .toList();
    }
}
