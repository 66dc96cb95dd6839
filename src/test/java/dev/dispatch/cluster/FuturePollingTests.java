package dev.dispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.spi.impl.executionservice.impl.ExecutionServiceImpl;
import com.hazelcast.test.Accessors;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FuturePollingTests {
    /** Notes when it is asked whether it is done. */
    private static final class Asked extends FutureTask<String> {
        private final List<Long> millis = new CopyOnWriteArrayList<>();

        Asked() {
            super(() -> {}, "done");
        }

        @Override
        public boolean isDone() {
            millis.add(System.nanoTime() / 1_000_000);
            return super.isDone();
        }

        long longestPause() {
            return Collections.max(IntStream.range(1, millis.size())
                    .mapToObj(ask -> millis.get(ask) - millis.get(ask - 1))
                    .toList());
        }
    }

    private HazelcastInstance member;

    @BeforeEach
    void start() {
        Config config = new Config();
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        member = HazelcastInstanceFactory.newHazelcastInstance(config, null, new MemberContext());
    }

    @AfterEach
    void terminate() {
        member.getLifecycleService().terminate();
    }

    @Test
    void aMemberPollsOnceASecondAndFindsOutWhatIsDone() {
        ExecutionServiceImpl execution = FuturePolling.execution(Accessors.getNode(member));
        Asked future = new Asked();
        CompletableFuture<String> turned = execution.asCompletableFuture(future);

        await().until(() -> future.millis.size() >= 4);
        assertThat(future.longestPause()).isGreaterThan(500);

        future.run();
        await().untilAsserted(() -> assertThat(turned).isCompletedWithValue("done"));
    }
}
