package dev.dispatch.cluster.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cluster.Address;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.test.Accessors;
import dev.dispatch.NeedsIpv6;
import dev.dispatch.settings.DispatchProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Members that find each other by TCP on the real loopback network. */
@Tag("cluster")
class LoopbackJoinerTests {
    private static final int MEMBERS = 5;

    private final List<HazelcastInstance> members = new ArrayList<>();

    @AfterEach
    void terminate() {
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    @Test
    void membersThatStartAtTheSameTimeFormOneCluster() throws IOException {
        int port = freePort();
        ExecutorService threads = Executors.newFixedThreadPool(MEMBERS);
        List<CompletableFuture<HazelcastInstance>> starts = IntStream.range(0, MEMBERS)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> start(port), threads))
                .toList();
        starts.forEach(start -> members.add(start.join()));
        threads.shutdown();

        assertThat(members)
                .allSatisfy(member -> await().untilAsserted(() ->
                        assertThat(member.getCluster().getMembers()).hasSize(MEMBERS)));
        assertThat(members.stream().map(member -> member.getCluster().getMembers()))
                .containsOnly(members.get(0).getCluster().getMembers());
    }

    @Test
    void addressesAreSkippedUntilAnotherMemberListens() throws IOException {
        int port = freePort();
        members.add(start(port));
        LoopbackJoiner first =
                (LoopbackJoiner) Accessors.getNode(members.get(0)).getJoiner();
        assertThat(first.getPossibleAddressesForInitialJoin()).isEmpty();

        members.add(start(port));

        assertThat(first.getPossibleAddressesForInitialJoin())
                .contains(members.get(1).getCluster().getLocalMember().getAddress());
    }

    @Test
    void splitClusterIsSearchedOnlyWhereAProcessListens() throws IOException {
        int port = freePort();
        HazelcastInstance oldest = start(port);
        HazelcastInstance stranger = start(port, "stranger");
        HazelcastInstance leaving = start(port);
        members.addAll(List.of(oldest, stranger));
        Address left = leaving.getCluster().getLocalMember().getAddress();
        leaving.shutdown();
        LoopbackJoiner joiner = (LoopbackJoiner) Accessors.getNode(oldest).getJoiner();

        assertThat(joiner.getPossibleAddressesForInitialJoin()).contains(left).hasSizeGreaterThan(2);
        assertThat(joiner.getFilteredPossibleAddresses())
                .containsExactly(stranger.getCluster().getLocalMember().getAddress());
    }

    @Test
    void membersJoinPastPortsThatDoNotAnswer() throws IOException {
        int port = freePort();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(port, 50, loopback);
                ServerSocket second = new ServerSocket(port + 1, 50, loopback)) {
            members.add(start(port));
            LoopbackJoiner joiner =
                    (LoopbackJoiner) Accessors.getNode(members.get(0)).getJoiner();
            // The search for other clusters must skip them, too: one connection would keep an I/O thread busy
            assertThat(joiner.getFilteredPossibleAddresses()).isEmpty();

            members.add(start(port));

            assertThat(members.get(1).getCluster().getMembers()).hasSize(2);
            assertThat(first.isBound() && second.isBound()).isTrue();
        }
    }

    @Test
    void membersFindEachOtherWhileOtherClustersHaveTheFirstPorts() throws IOException {
        int port = freePort();
        for (int i = 0; i < 6; i++) {
            members.add(start(port, "stranger-" + i));
        }
        HazelcastInstance first = start(port);
        HazelcastInstance second = start(port);
        members.addAll(List.of(first, second));

        assertThat(second.getCluster().getMembers()).hasSize(2);
        first.shutdown();
        HazelcastInstance third = start(port);
        members.add(third);
        assertThat(third.getCluster().getMembers()).hasSize(2);
    }

    @Test
    void newcomerFindsAClusterWhoseFirstPortsAreFreeAgain() throws IOException {
        int port = freePort();
        for (int i = 0; i < 7; i++) {
            members.add(start(port));
        }
        members.subList(0, 5).forEach(HazelcastInstance::shutdown);

        members.add(start(port));

        assertThat(members.get(7).getCluster().getMembers()).hasSize(3);
    }

    @Test
    void portIsSilentIfNoMemberAnswers() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LoopbackJoiner.isSilent(new Address("127.0.0.1", socket.getLocalPort())))
                    .isTrue();
        }
        members.add(start(freePort()));
        assertThat(LoopbackJoiner.isSilent(
                        members.get(0).getCluster().getLocalMember().getAddress()))
                .isFalse();
        assertThat(LoopbackJoiner.isSilent(new Address("127.0.0.1", freePort())))
                .isFalse();
    }

    @Test
    void loopbackPortIsUnusedWhenNoProcessListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LoopbackJoiner.isUnused(new Address("127.0.0.1", socket.getLocalPort())))
                    .isFalse();
        }
        assertThat(LoopbackJoiner.isUnused(new Address("127.0.0.1", freePort())))
                .isTrue();
    }

    @Test
    void portOfAnotherHostIsNotReportedUnused() throws IOException {
        assertThat(LoopbackJoiner.isUnused(new Address("192.0.2.1", freePort())))
                .isFalse();
    }

    @Test
    @NeedsIpv6
    void membersJoinByIpv6() throws IOException {
        int port = freePort();
        Config config = config(
                port, Map.of("dispatch.bind-address", "::1", "dispatch.cluster.members", "[::1]:" + port + ",::1"));
        members.add(start(config));
        members.add(start(config));

        assertThat(members.get(1).getCluster().getMembers())
                .hasSize(2)
                .allMatch(member -> member.getAddress().isIPv6());
    }

    /** Such as two services that name each other. */
    @Test
    void memberThatStartedAloneJoinsWhenTheNameOfTheOtherIsKnown() throws IOException {
        int port = freePort();
        AtomicBoolean known = new AtomicBoolean();
        Config config = config(port, Map.of());
        config.getAdvancedNetworkConfig()
                .getJoin()
                .setTcpIpConfig(
                        new MemberAddresses(properties(port, Map.of("dispatch.cluster.members", "other"))
                                .cluster()) {
                            @Override
                            InetAddress[] lookUp(String host) throws UnknownHostException {
                                if (known.get()) {
                                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                                }
                                throw new UnknownHostException(host);
                            }
                        }.setEnabled(true).setConnectionTimeoutSeconds(1));
        members.add(start(config));
        members.add(start(config));
        assertThat(members.get(1).getCluster().getMembers()).hasSize(1);

        known.set(true);

        await().until(() -> members.stream()
                .allMatch(member -> member.getCluster().getMembers().size() == 2));
    }

    private static HazelcastInstance start(int port) {
        return start(port, "on-loopback");
    }

    private static HazelcastInstance start(int port, String cluster) {
        return start(config(port, Map.of("dispatch.cluster.name", cluster)));
    }

    private static HazelcastInstance start(Config config) {
        return HazelcastInstanceFactory.newHazelcastInstance(config, null, new MemberContext(() -> {}));
    }

    private static Config config(int port, Map<String, String> settings) {
        return new MemberConfig(properties(port, settings)).config();
    }

    private static DispatchProperties properties(int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("dispatch.cluster.port", "" + port);
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("dispatch", DispatchProperties.class);
    }

    /** The first of 20 free ports, below those that the system gives to clients. */
    private static int freePort() {
        return RandomGenerator.getDefault()
                .ints(20_000, 30_000)
                .filter(port -> IntStream.range(port, port + 20).allMatch(LoopbackJoinerTests::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
