package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A cluster that admits no members, as one side of a split while it merges. */
@Tag("cluster")
@ExtendWith(OutputCaptureExtension.class)
class FrozenClusterTests {
    private static final String REFUSAL = "admits no centers";

    private final LoggingSystem logging = LoggingSystem.get(FrozenClusterTests.class.getClassLoader());
    private int port;
    private HazelcastInstance oldest;

    @BeforeEach
    void freeze() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        logging.setLogLevel(HazelcastConfiguration.class.getName(), LogLevel.WARN);
        oldest = HazelcastConfiguration.join(config(), logging, Duration.ZERO);
        oldest.getCluster().changeClusterState(ClusterState.FROZEN);
    }

    @AfterEach
    void terminate() {
        HazelcastInstanceFactory.terminateAll();
        logging.setLogLevel(HazelcastConfiguration.class.getName(), null);
    }

    @Test
    void centerAsksAgainUntilItIsAdmitted(CapturedOutput output) throws Exception {
        CompletableFuture<HazelcastInstance> joining = CompletableFuture.supplyAsync(
                () -> HazelcastConfiguration.join(config(), logging, Duration.ofSeconds(60)));
        await().until(() -> output.getAll().contains(REFUSAL));

        oldest.getCluster().changeClusterState(ClusterState.ACTIVE);

        assertThat(joining.get(30, TimeUnit.SECONDS).getCluster().getMembers()).hasSize(2);
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    @Test
    void centerGivesUpWithOneLine(CapturedOutput output) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> HazelcastConfiguration.join(config(), logging, Duration.ofSeconds(1)))
                .withMessageContaining(REFUSAL);
        assertThat(output.getAll()).doesNotContain("Exception");
    }

    private Config config() {
        var settings = new MapConfigurationPropertySource(
                Map.of("dispatch.cluster.name", "frozen", "dispatch.cluster.port", port));
        return new MemberConfig(new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class)).config();
    }
}
