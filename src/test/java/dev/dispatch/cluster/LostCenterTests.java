package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Centers that are joining or lost. */
@Tag("cluster")
class LostCenterTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void lostCenterIsListedForOneMinute() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis", "Capitol");
        Centers gotham = centers.get(0).centers();
        centers.forEach(TestCenter::report);
        cluster.awaitSize(3);

        centers.get(2).crash();
        cluster.awaitSize(2);

        assertThat(gotham.lost()).singleElement().satisfies(lost -> {
            assertThat(lost.city()).isEqualTo("Capitol");
            assertThat(lost.state()).isEqualTo(Center.State.LOST);
        });
        assertThat(gotham.all()).extracting(Center::city).containsExactly("Gotham", "Metropolis");
        cluster.pass(Duration.ofSeconds(59));
        assertThat(gotham.lost()).hasSize(1);
        cluster.pass(Duration.ofSeconds(1));
        assertThat(gotham.lost()).isEmpty();
    }

    @Test
    void centerThatLeftIsNotLost() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(1).leave();
        cluster.awaitSize(1);

        assertThat(centers.get(0).centers().lost()).isEmpty();
    }

    @Test
    void lostCenterIsNotListedOnceItsCityHasACenterAgain() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        Centers gotham = centers.get(0).centers();
        centers.get(1).crash();
        cluster.awaitSize(1);
        assertThat(gotham.lost()).hasSize(1);

        cluster.start("Metropolis");
        cluster.awaitSize(2);

        assertThat(gotham.lost()).isEmpty();
        assertThat(gotham.joining()).isEmpty();
    }

    @Test
    void memberWithAClaimAndNoStatusIsJoining() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        Centers gotham = centers.get(0).centers();
        LocalCenter metropolis = centers.get(1).centers().self();
        centers.get(0).hazelcast().getReplicatedMap(Centers.STATUSES).remove(metropolis.id());

        await().untilAsserted(() -> assertThat(gotham.joining()).singleElement().satisfies(joining -> {
            assertThat(joining.id()).isEqualTo(metropolis.id());
            assertThat(joining.city()).isEqualTo("Metropolis");
            assertThat(joining.url()).isEqualTo(metropolis.url());
            assertThat(joining.state()).isEqualTo(Center.State.JOINING);
            assertThat(joining.startedAt()).isEqualTo(Instant.ofEpochMilli(cluster.now()));
        }));

        cluster.awaitSize(2);
        assertThat(gotham.joining()).isEmpty();
    }
}
