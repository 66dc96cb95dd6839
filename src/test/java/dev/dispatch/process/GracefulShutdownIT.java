package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Centers leave gracefully one after the other, each by another kind of request. */
class GracefulShutdownIT {
    private static final int HEROES = 1_000;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(INTERVAL);

    @Test
    void gracefulShutdownMovesHeroesAndExitsCleanly() {
        List<CenterProcess> processes = cluster.start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(processes);
        CenterApi capitol = centers.get(2);
        capitol.enlist(HEROES);
        cluster.awaitShares(centers, HEROES);
        HeroSnapshot before = capitol.census();

        String gotham = capitol.idOf("Gotham");
        assertThat(capitol.send("DELETE", "/api/centers/" + gotham).statusCode())
                .isEqualTo(202);
        assertThat(processes.get(0).exitStatus()).isZero();
        assertGoneOnInTime(before, centers.subList(1, 3));

        processes.get(1).terminate();
        // 143 is the status after SIGTERM
        assertThat(processes.get(1).exitStatus()).isIn(0, 143);
        assertGoneOnInTime(before, centers.subList(2, 3));

        assertThat(capitol.send("POST", "/actuator/shutdown").statusCode()).isEqualTo(200);
        assertThat(processes.get(2).exitStatus()).isZero();
        // on a busy machine, centers that start at the same time may warn that another one does not answer yet
        assertThat(processes)
                .extracting(center -> center.output().replaceFirst("(?s).*? is ready", ""))
                .noneMatch(output -> output.contains(" ERROR ") || output.contains(" WARN "));
    }

    private static void assertGoneOnInTime(HeroSnapshot before, List<CenterApi> remaining) {
        cluster.awaitShares(remaining, HEROES);
        HeroSnapshot after = remaining.get(0).census();
        after.assertNothingLostSince(before, INTERVAL);
        await().until(() -> remaining.get(0).census().hasGoneOnSince(after));
        assertThat(remaining)
                .extracting(center -> center.metric("dispatch_turn_lateness_seconds_max"))
                .allSatisfy(latest -> assertThat(latest).isLessThan(0.6));
    }
}
