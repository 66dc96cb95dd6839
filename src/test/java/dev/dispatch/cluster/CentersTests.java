package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.superhero.Placement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class CentersTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void everyCenterListsAllCentersOldestFirst() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");

        // A center that misses one report receives the next
        await().untilAsserted(() -> {
            centers.forEach(TestCenter::report);
            assertThat(centers)
                    .allSatisfy(center -> assertThat(center.centers().all())
                            .extracting(Center::city)
                            .containsExactly("Gotham", "Metropolis", "Capitol"));
        });
        assertThat(centers.get(1).centers().all()).extracting(Center::self).containsExactly(false, true, false);
    }

    @Test
    void takenCityIsRefusedWithoutDisturbingTheCluster() {
        TestCenter gotham = cluster.start("Gotham");
        gotham.registry().enlist(100);
        cluster.patrol(Duration.ofSeconds(1));
        String url = gotham.centers().self().url();

        assertThatThrownBy(() -> cluster.start("Gotham"))
                .hasRootCauseInstanceOf(StartRefusedException.class)
                .rootCause()
                .hasMessage("CITY_NAME Gotham is taken by the center at " + url
                        + "; choose another, or leave it unset for the next free one");
        cluster.patrol(Duration.ofSeconds(1));

        assertThat(gotham.centers().all()).hasSize(1);
        assertThat(gotham.everybody().values())
                .allSatisfy(hero -> assertThat(hero.superhero().epoch()).isZero());
    }

    @Test
    void cityOfALostCenterCanBeClaimedAgain() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(1).crash();

        cluster.start("Metropolis");

        cluster.awaitSize(2);
        assertThat(centers.get(0).centers().all()).extracting(Center::city).containsExactly("Gotham", "Metropolis");
    }

    @Test
    void firstFreeCityIsClaimedByDefault() {
        cluster.start("Metropolis");

        TestCenter first = cluster.start("");
        TestCenter second = cluster.start("");

        assertThat(first.centers().self().city()).isEqualTo("Gotham");
        assertThat(second.centers().self().city()).isEqualTo("Capitol");
    }

    @Test
    void unknownCenterCannotBeShutDown() {
        TestCenter gotham = cluster.start("Gotham");

        assertThat(gotham.centers().shutDown(UUID.randomUUID())).isFalse();
    }

    @Test
    void onlyOneOfTheLastTwoCentersCanBeReservedForShutdown() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.forEach(TestCenter::report);
        List<Center> all = centers.get(0).centers().all();
        await().until(() -> centers.get(1).centers().all().size() == 2);

        List<Boolean> reserved = IntStream.of(0, 1)
                .parallel()
                .mapToObj(place -> centers.get(place)
                        .centers()
                        .reserveShutdown(all.get(place).id()))
                .toList();

        assertThat(reserved).containsExactlyInAnyOrder(true, false);
        UUID leaving = all.get(reserved.indexOf(true)).id();
        assertThat(centers.get(0).centers().reserveShutdown(leaving)).isTrue();
    }

    @Test
    void membershipViewGivesTheReasonOfAMove() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        Centers gotham = centers.get(0).centers();
        UUID metropolis = centers.get(1).centers().self().id();
        UUID capitol = centers.get(2).centers().self().id();
        await().until(() -> gotham.all().size() == 3);

        assertThat(gotham.membershipView().whyMovedFrom(metropolis)).isEqualTo(Placement.Reason.REBALANCE);
        centers.get(1).leave();
        centers.get(2).crash();

        assertThat(gotham.membershipView().whyMovedFrom(metropolis)).isEqualTo(Placement.Reason.LEAVE);
        assertThat(gotham.membershipView().whyMovedFrom(capitol)).isEqualTo(Placement.Reason.CRASH);
        assertThat(gotham.cityOf(capitol)).contains("Capitol");
    }
}
