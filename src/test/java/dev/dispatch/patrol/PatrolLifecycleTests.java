package dev.dispatch.patrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.Rosters;
import dev.dispatch.settings.DispatchProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class PatrolLifecycleTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void tasksThatFailAreCountedAndRunAgain() {
        TestCenter gotham = cluster.start("Gotham");
        DispatchProperties properties = gotham.bean(DispatchProperties.class);
        PatrolMetrics metrics = gotham.bean(PatrolMetrics.class);
        PatrolLoop failing =
                new PatrolLoop(
                        gotham.bean(Rosters.class),
                        gotham.bean(Centers.class),
                        cluster.clock(),
                        properties,
                        event -> {},
                        metrics) {
                    @Override
                    void beat() {
                        throw new LinkageError("planted");
                    }

                    @Override
                    void report() {
                        throw new IllegalStateException("planted");
                    }
                };
        PatrolLifecycle patrol = new PatrolLifecycle(
                gotham.hazelcast(), failing, gotham.bean(PlannedTerminations.class), metrics, properties);

        patrol.start();

        awaitTwoFailures(gotham, "beat");
        awaitTwoFailures(gotham, "report");
        patrol.stop();
    }

    @Test
    void otherCenterConfirmsMembership() {
        PatrolLoop gotham = cluster.start("Gotham").bean(PatrolLoop.class);
        assertThat(gotham.askOthers()).isCompletedExceptionally();

        cluster.start("Metropolis");
        cluster.awaitSafe();
        assertThat(gotham.askOthers()).succeedsWithin(Duration.ofSeconds(30));
    }

    private static void awaitTwoFailures(TestCenter center, String task) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> center.bean(MeterRegistry.class)
                                .get("dispatch.task.failures")
                                .tag("task", task)
                                .counter()
                                .count()
                        >= 2);
    }
}
