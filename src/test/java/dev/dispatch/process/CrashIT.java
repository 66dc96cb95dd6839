package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A center is killed by {@code kill -9} and started again. */
class CrashIT {
    private static final int HEROES = 1_000;
    /** Less than the 5 s after which missing heartbeats would tell of the crash. */
    private static final Duration NOTICED = Duration.ofSeconds(4);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(INTERVAL);

    @Test
    void noTurnIsLostWhenCenterCrashesAndRestarts() {
        List<CenterProcess> processes = cluster.start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(processes);
        CenterApi gotham = centers.get(0);
        CenterApi capitol = centers.get(2);
        gotham.enlist(HEROES);
        cluster.awaitShares(centers, HEROES);
        HeroSnapshot before = gotham.census();

        processes.get(1).kill();

        await().during(Duration.ofSeconds(3))
                .until(() -> gotham.census().mostOverdue().compareTo(NOTICED) < 0);
        HeroSnapshot after = gotham.census();
        after.assertNothingLostSince(before, INTERVAL);
        assertThat(after.hasGoneOnSince(before)).isTrue();
        assertThat(after.heroes().values()).extracting(Hero::center).containsOnly("Gotham", "Capitol");
        assertThat(List.of(gotham, capitol))
                .allSatisfy(center -> assertThat(center.metric("dispatch_turn_lateness_seconds_max"))
                        .isLessThan((double) NOTICED.toSeconds()));

        CenterApi metropolis = cluster.start("Metropolis").get(0).api();
        cluster.awaitShares(List.of(gotham, metropolis, capitol), HEROES);
        metropolis.census().assertNothingLostSince(after, INTERVAL);
        await().until(() -> metropolis.census().hasGoneOnSince(after));
        assertThat(metropolis.metric("dispatch_turn_lateness_seconds_max")).isLessThan((double) NOTICED.toSeconds());
    }
}
