package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Centers that are not there yet, or not any more. */
class LostCenterTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void aLostCenterStaysListedAsLostForAMinute() {
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
    void aCenterThatLeftIsNotLost() {
        List<TestCenter> centers = cluster.start("Gotham", "Metropolis");
        centers.get(1).leave();
        cluster.awaitSize(1);

        assertThat(centers.get(0).centers().lost()).isEmpty();
    }

    @Test
    void aLostCenterIsForgottenWhenItsCityIsThereAgain() {
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
    void whoHasACityAndSaysNothingYetIsJoining() {
        HazelcastInstance gotham = cluster.start("Gotham").hazelcast();
        UUID newcomer = UUID.randomUUID();
        gotham.getMap(CityClaims.MAP).put("Capitol", new CityClaims.Claim(newcomer, "http://localhost:4902", ""));
        JoiningCenters joiners = new JoiningCenters(gotham);
        Instant now = Instant.ofEpochMilli(7);

        await().untilAsserted(() -> assertThat(joiners.among(Set.of(newcomer), now))
                .containsExactly(new Center(
                        newcomer, "Capitol", "http://localhost:4902", Center.State.JOINING, 0, 0, now, false, 0)));
        assertThat(joiners.among(Set.of(), now.plusMillis(1))).isEmpty();
    }

    @Test
    void theLoadIsThatOfTheLastSamples() {
        ProcessLoad load = new ProcessLoad();
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(load.busyCores(0, 0)).isZero();
        assertThat(load.busyCores(second, second / 2)).isEqualTo(0.5);
        for (int at = 2; at <= 7; at++) {
            load.busyCores(at * second, second / 2 + 2L * at * second);
        }
        assertThat(load.busyCores(8 * second, second / 2 + 16 * second)).isEqualTo(2);
    }
}
