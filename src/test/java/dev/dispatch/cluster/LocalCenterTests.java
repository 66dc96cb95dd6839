package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import dev.dispatch.PatientWaits;
import dev.dispatch.patrol.TestCenter;
import dev.dispatch.patrol.TestCluster;
import dev.dispatch.settings.DispatchProperties;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("cluster")
class LocalCenterTests {
    @RegisterExtension
    final TestCluster cluster = new TestCluster();

    @Test
    void reportThatWasMadeBeforeTheCenterLeavesIsNotAnnouncedAfterwards() throws Exception {
        TestCenter gotham = cluster.start("Gotham");
        List<Center.State> announced = new CopyOnWriteArrayList<>();
        CountDownLatch reporting = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Object statuses = proxy(ReplicatedMap.class, (map, method, arguments) -> {
            CenterStatus status = (CenterStatus) arguments[1];
            if (status.state() == Center.State.ACTIVE) {
                reporting.countDown();
                left.await();
            }
            announced.add(status.state());
            return null;
        });
        HazelcastInstance hazelcast = (HazelcastInstance) proxy(
                HazelcastInstance.class,
                (member, method, arguments) -> method.getName().equals("getReplicatedMap")
                        ? statuses
                        : method.invoke(gotham.hazelcast(), arguments));
        LocalCenter center =
                new LocalCenter(hazelcast, cluster.clock(), gotham.bean(DispatchProperties.class), "Gotham", 4900);

        var report = CompletableFuture.runAsync(
                () -> center.report(new CenterReport(Instant.EPOCH, 1, 1, 1, 1, 1), List.of()));
        reporting.await();
        center.announceLeaving();
        left.countDown();
        report.join();

        await().atMost(PatientWaits.LIMIT).until(() -> announced.size() == 2);
        assertThat(announced).containsExactly(Center.State.ACTIVE, Center.State.LEAVING);
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(LocalCenterTests.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
