package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.PatientWaits;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

@Tag("cluster")
class TaskFailuresTests {

    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void queryThatFailsIsCountedAndRunsAgain() {
        MeterRegistry meters = new SimpleMeterRegistry();
        BackgroundQuery<String> query = new BackgroundQuery<>("query", Duration.ZERO, new TaskFailures(meters));

        assertThatThrownBy(() -> query.run(() -> {
                            throw new LinkageError("planted");
                        })
                        .join())
                .hasRootCauseMessage("planted");

        await().atMost(PatientWaits.LIMIT).until(() -> failures(meters, "query") == 1);
        assertThat(query.run(() -> "answer").join()).isEqualTo("answer");
    }

    @Test
    void membershipEventsContinueAfterAListenerFails() {
        TestCenter gotham = cluster.start("Gotham");
        List<CenterEvent> events = new CopyOnWriteArrayList<>();
        gotham.bean(ApplicationEventMulticaster.class)
                .addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
                    if (event.getPayload() instanceof CenterEvent change) {
                        events.add(change);
                        throw new LinkageError("planted");
                    }
                });
        cluster.start("Metropolis", "Capitol");

        cluster.centers().get(2).crash();
        cluster.awaitSize(2);
        cluster.centers().get(1).leave();

        await().atMost(PatientWaits.LIMIT)
                .untilAsserted(() -> assertThat(events)
                        .endsWith(new CenterEvent.CenterLost("Capitol"), new CenterEvent.CenterLeft("Metropolis")));
        await().atMost(PatientWaits.LIMIT)
                .until(() -> failures(gotham.bean(MeterRegistry.class), "membership") == events.size());
    }

    private static double failures(MeterRegistry meters, String task) {
        return meters.get("dispatch.task.failures").tag("task", task).counter().count();
    }
}
