package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import dev.dispatch.feed.EventFeed;
import dev.dispatch.feed.FeedEvent;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.Placement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class SplitTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster("dispatch.hero.max-wound=0");

    @Test
    void bothHalvesContinueAndTerminatedHeroesStayGoneAfterMerge() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);
        TestCenter capitol = centers.get(2);
        for (int i = 0; i < 60; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }
        cluster.patrol(Duration.ofSeconds(4));
        cluster.awaitSafe();

        cluster.split(capitol);
        cluster.patrol(Duration.ofSeconds(4));
        Set<String> terminated = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TestCenter side = i % 2 == 0 ? gotham : capitol;
            // the single center has lost heroes of which it held neither the primary nor the backup
            if (side.registry().terminate("Hero " + i)) {
                terminated.add("Hero " + i);
            }
        }
        gotham.registry().enlist(new HeroName("Batman"));
        capitol.registry().enlist(new HeroName("Superman"));
        assertThat(gotham.registry().find("Superman")).isEmpty();
        List<Boolean> liteMembersAdded = new CopyOnWriteArrayList<>();
        gotham.hazelcast().getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                liteMembersAdded.add(event.getMember().isLiteMember());
            }
        });
        cluster.heal(capitol);
        // PatrolLifecycle tells a member that merges from one that starts
        await().untilAsserted(() -> assertThat(liteMembersAdded).containsExactly(false));
        cluster.patrol(Duration.ofSeconds(5));

        assertThat(terminated).hasSizeGreaterThan(10);
        assertThat(centers)
                .allSatisfy(center -> assertThat(center.everybody())
                        .hasSize(62 - terminated.size())
                        .containsKeys("Batman", "Superman")
                        .doesNotContainKeys(terminated.toArray(String[]::new)));
    }

    /** Hazelcast merges once, and drops what fails. */
    @Test
    void rostersAreMergedEvenIfHazelcastFailsToDoSo() {
        cluster.mergeBy(DiscardMergePolicy.class);
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        TestCenter capitol = cluster.centers().get(2);
        for (int i = 0; i < 60; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }
        cluster.awaitSafe();

        cluster.split(capitol);
        Set<String> terminated = capitol.everybody().keySet().stream().limit(10).collect(Collectors.toSet());
        assertThat(terminated).hasSize(10).allMatch(name -> capitol.registry().terminate(name));
        capitol.registry().enlist(new HeroName("Superman"));
        gotham.registry().enlist(new HeroName("Batman"));
        cluster.heal(capitol);

        await().untilAsserted(() -> assertThat(gotham.everybody())
                .hasSize(52)
                .containsKeys("Batman", "Superman")
                .doesNotContainKeys(terminated.toArray(String[]::new)));
    }

    /** Otherwise a command that names a hero of this side would hit its older namesake of the other side. */
    @Test
    void centerThatRejoinsAcknowledgesNoChangesUntilItsRostersAreMerged() {
        cluster.mergeBy(HeldMergePolicy.class);
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        TestCenter capitol = cluster.centers().get(2);
        for (int i = 0; i < 60; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }
        cluster.awaitSafe();
        cluster.split(capitol);
        String name = capitol.everybody().keySet().iterator().next();
        assertThat(capitol.registry().terminate(name)).isTrue();
        capitol.registry().enlist(new HeroName(name));
        PlannedTermination plan =
                terminations(capitol).plan(HeroSelection.named(List.of(name))).orElseThrow();

        HeldMergePolicy.hold();
        try {
            cluster.mend(capitol);
            await().until(() -> capitol.members() == 3);
            assertThatThrownBy(() -> capitol.registry().terminate(name))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("rejoins the others after a split");
            assertThatThrownBy(() -> terminations(capitol).undo(plan.id()))
                    .isInstanceOf(RegistryUnavailableException.class);
        } finally {
            HeldMergePolicy.release();
        }

        await().ignoreException(RegistryUnavailableException.class)
                .until(() -> terminations(capitol).undo(plan.id()));
        assertThat(capitol.registry().terminate(name)).isTrue();
        assertThat(gotham.everybody()).hasSize(59).doesNotContainKey(name);
    }

    /** A client of the center that rejoins terminates heroes all the time. */
    @Test
    void whatACenterAcknowledgesWhileItRejoinsIsNotLost() throws Exception {
        cluster.mergeBy(DiscardMergePolicy.class);
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        TestCenter capitol = cluster.centers().get(2);
        cluster.split(capitol);
        for (int i = 0; i < 400; i++) {
            capitol.registry().enlist(new HeroName("Hero " + i));
        }
        Set<String> terminated = new HashSet<>();
        AtomicInteger next = new AtomicInteger();
        // Hazelcast calls listeners in any order: some of them after the rosters are copied
        for (int i = 0; i < 20; i++) {
            capitol.hazelcast().getLifecycleService().addLifecycleListener(event -> {
                if (event.getState() == LifecycleState.MERGING) {
                    String name = "Hero " + next.getAndIncrement();
                    try {
                        if (capitol.registry().terminate(name)) {
                            terminated.add(name);
                        }
                    } catch (RegistryUnavailableException refused) {
                        // it may be there or not
                    }
                }
            });
        }

        cluster.heal(capitol);

        await().untilAsserted(() -> assertThat(gotham.everybody()).hasSizeGreaterThanOrEqualTo(400 - next.get()));
        assertThat(next).hasValue(20);
        assertThat(gotham.everybody()).doesNotContainKeys(terminated.toArray(String[]::new));
    }

    @Test
    void mergeGoesOnThroughASecondSplit() {
        cluster.mergeBy(HeldMergePolicy.class);
        TestCenter gotham = cluster.start("Gotham", "Metropolis", "Capitol").get(0);
        TestCenter capitol = cluster.centers().get(2);
        for (int i = 0; i < 60; i++) {
            gotham.registry().enlist(new HeroName("Hero " + i));
        }
        cluster.awaitSafe();
        cluster.split(capitol);
        Set<String> terminated = capitol.everybody().keySet().stream().limit(10).collect(Collectors.toSet());
        assertThat(terminated).hasSize(10).allMatch(name -> capitol.registry().terminate(name));
        capitol.registry().enlist(new HeroName("Superman"));
        PlannedTermination plan = terminations(capitol)
                .plan(HeroSelection.named(List.of("Superman")))
                .orElseThrow();

        HeldMergePolicy.hold();
        cluster.mend(capitol);
        await().until(() -> capitol.members() == 3);
        cluster.cut(capitol);
        HeldMergePolicy.release();
        await().until(() -> capitol.members() == 1);
        cluster.heal(capitol);

        await().untilAsserted(() -> assertThat(gotham.everybody())
                .hasSize(51)
                .containsKey("Superman")
                .doesNotContainKeys(terminated.toArray(String[]::new)));
        await().ignoreException(RegistryUnavailableException.class)
                .until(() -> terminations(capitol).undo(plan.id()));
    }

    private static PlannedTerminations terminations(TestCenter center) {
        return center.bean(PlannedTerminations.class);
    }

    @Test
    void centerThatRejoinsIsReportedAsBackAndNotAsLost() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        TestCenter gotham = centers.get(0);
        TestCenter capitol = centers.get(2);
        gotham.registry().enlist(200);
        cluster.patrol(Duration.ofSeconds(2));
        cluster.awaitSafe();

        cluster.split(capitol);
        cluster.awaitSafe();
        cluster.patrol(Duration.ofSeconds(2));
        cluster.pass(Duration.ofSeconds(2));
        centers.forEach(TestCenter::report); // what moved because of the split
        double lost = rehomed("crash");
        assertThat(lost).isPositive();
        cluster.heal(capitol);
        cluster.patrol(Duration.ofSeconds(2));
        cluster.pass(Duration.ofSeconds(2));
        centers.forEach(TestCenter::report);

        await().untilAsserted(() -> assertThat(feed(gotham)).contains("Capitol rejoined after a split"));
        assertThat(feed(gotham)).doesNotHaveDuplicates();
        assertThat(feed(gotham)).noneMatch(text -> text.contains("from Capitol to Capitol"));
        assertThat(rehomed("crash")).isEqualTo(lost);
        assertThat(gotham.everybody().keySet())
                .allSatisfy(name -> assertThat(consecutiveCities(gotham, name)).doesNotContain("Capitol, Capitol"));
    }

    private double rehomed(String reason) {
        return cluster.centers().stream()
                .mapToDouble(center -> center.bean(MeterRegistry.class)
                        .get("dispatch.heroes.rehomed")
                        .tag("reason", reason)
                        .counter()
                        .count())
                .sum();
    }

    private static String consecutiveCities(TestCenter center, String name) {
        return center.registry().lookUp(name).placements().stream()
                .map(Placement::city)
                .collect(Collectors.joining(", "));
    }

    private static List<String> feed(TestCenter center) {
        return center
                .bean(EventFeed.class)
                .latest(200, Set.of(FeedEvent.Type.CENTER_JOINED, FeedEvent.Type.CENTER_LOST, FeedEvent.Type.REHOMED))
                .stream()
                .map(FeedEvent::text)
                .toList();
    }
}
