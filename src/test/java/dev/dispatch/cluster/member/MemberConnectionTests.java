package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.internal.nio.Connection;
import com.hazelcast.internal.server.ServerConnectionManager;
import com.hazelcast.test.Accessors;
import dev.dispatch.settings.DispatchProperties;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Connections of two members on this host, configured so that Hazelcast itself never suspects a member. */
@Tag("cluster")
class MemberConnectionTests {
    private final List<HazelcastInstance> members = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        for (int each = 0; each < 2; each++) {
            members.add(HazelcastInstanceFactory.newHazelcastInstance(config(port), null, new MemberContext(() -> {})));
        }
        assertThat(members).allMatch(member -> member.getCluster().getMembers().size() == 2);
    }

    @AfterEach
    void terminate() {
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    @Test
    void memberThatNoLongerListensIsRemoved() {
        members.get(1).getLifecycleService().terminate();

        await().until(() -> members.get(0).getCluster().getMembers().size() == 1);
    }

    @Test
    void liveMemberIsReconnectedAfterConnectionLoss() {
        UUID other = members.get(1).getCluster().getLocalMember().getUuid();
        Connection lost = Objects.requireNonNull(connection());

        lost.close("cut by a test", new IOException("cut by a test"));

        await().until(() -> isAnother(lost, connection()));
        assertThat(members.get(0).getCluster().getMembers())
                .anyMatch(member -> member.getUuid().equals(other));
    }

    /** Such as a frozen center. A thread that never rests serves other connections badly, or not at all. */
    @Test
    void silentProcessKeepsNoThreadBusy() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connections().getOrConnect(new Address(silent.getInetAddress(), silent.getLocalPort()));
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                long before = ioNanos();

                await().during(Duration.ofSeconds(3))
                        .until(() -> ioNanos() - before < Duration.ofMillis(750).toNanos());
            }
        }
    }

    /** The processor time of all I/O threads of this process. */
    private static long ioNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().contains(".IO.thread-"))
                .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
                .sum();
    }

    private static boolean isAnother(Connection lost, @Nullable Connection found) {
        return found != null && found != lost && found.isAlive();
    }

    private @Nullable Connection connection() {
        return connections()
                .getOrConnect(members.get(1).getCluster().getLocalMember().getAddress());
    }

    private ServerConnectionManager connections() {
        return Accessors.getNode(members.get(0)).getServer().getConnectionManager(EndpointQualifier.MEMBER);
    }

    private static Config config(int port) {
        var settings = new MapConfigurationPropertySource(
                Map.of("dispatch.cluster.name", "lost-connection", "dispatch.cluster.port", port));
        DispatchProperties properties = new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class);
        Config config = new MemberConfig(properties).config();
        config.setProperty("hazelcast.connection.monitor.max.faults", "100000");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "600");
        return config;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
