package dev.dispatch.cluster.member;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import dev.dispatch.settings.BindAddress;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.Cluster;
import dev.dispatch.settings.StartRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The settings of a Hazelcast member that its defaults get wrong for centers that come and go at any time. The values were
 * found by experiment.
 */
final class MemberConfig {
    /**
     * Where to look for others on this host, the first ports that they take. Enough to find a cluster of any size that still
     * has one of them.
     */
    private static final int PORTS_ON_ONE_HOST = 5;

    private static final int PARTITIONS = 53;

    private final DispatchProperties properties;
    private final Cluster cluster;

    MemberConfig(DispatchProperties properties) {
        this.properties = properties;
        this.cluster = properties.cluster();
    }

    Config config() {
        Config config = new Config();
        config.setClusterName(cluster.name());
        // A frozen member is noticed after 5 s instead of 60, a host whose address vanished after 1 instead of 20 to 50
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "" + FailureDetection.NO_HEARTBEAT.toSeconds());
        config.setProperty("hazelcast.connection.monitor.max.faults", "1");
        config.setProperty("hazelcast.socket.connect.timeout.seconds", "1");
        // Halves of a split cluster find each other within 15 s instead of minutes
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "" + FailureDetection.MERGE_DELAY.toSeconds());
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "" + FailureDetection.MERGE_DELAY.toSeconds());
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // Spring shuts the member down, in its own order
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "30");
        // On loopback too, multicasts leave by the interface that the member is bound to, and not by the default route
        config.setProperty("hazelcast.multicast.socket.set.interface", "true");
        // What a beat costs grows with the partitions; 53 are still fair among twenty centers, of which some have 2 and
        // most have 3
        config.setProperty("hazelcast.partition.count", "" + PARTITIONS);
        // By default there is a thread for rosters for each processor, at least two; with few superheroes, most of
        // what a beat costs is to wake them
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        config.setProperty("hazelcast.operation.thread.count", "" + threads);
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // A command whose backups did not acknowledge is told so, and repeats itself
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        // To advertise an interface is not to listen on it alone
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        // We have none of what this would replicate, and it looks for it once a second
        config.getCRDTReplicationConfig()
                .setReplicationPeriodMillis((int) Duration.ofHours(1).toMillis());
        config.getSerializationConfig().setJavaSerializationFilterConfig(exceptionsOnly());
        network(config.getNetworkConfig());
        return config;
    }

    private void network(NetworkConfig network) {
        network.setPort(cluster.port()).setPortAutoIncrement(true).setPortCount(100);
        BindAddress bind = BindAddress.of(properties);
        if (!bind.isAny()) { // else the member takes one address, of the network where it is told to look for others
            network.getInterfaces().setEnabled(true).addInterface(bind.address().getHostAddress());
        }
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        switch (cluster.discovery()) {
            case TCP ->
                join.getTcpIpConfig()
                        .setEnabled(true)
                        .setMembers(cluster.members().stream()
                                .flatMap(this::addresses)
                                .toList());
            case MULTICAST -> join.getMulticastConfig().setEnabled(true).setLoopbackModeEnabled(true);
            case KUBERNETES ->
                join.getKubernetesConfig()
                        .setEnabled(true)
                        .setProperty("service-dns", cluster.members().get(0))
                        .setProperty("service-port", "" + cluster.port());
        }
    }

    /** All addresses of a host, where Hazelcast would take one, and on this host many ports, where it would try three. */
    private Stream<String> addresses(String member) {
        if (member.matches(".*:\\d+")) {
            return resolve(member.substring(0, member.lastIndexOf(':')))
                    .map(address -> address.getHostAddress() + member.substring(member.lastIndexOf(':')));
        }
        return resolve(member).flatMap(address -> {
            int ports = address.isLoopbackAddress() ? PORTS_ON_ONE_HOST : 1;
            return IntStream.range(cluster.port(), cluster.port() + ports)
                    .mapToObj(port -> address.getHostAddress() + ":" + port);
        });
    }

    private static Stream<InetAddress> resolve(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new StartRefusedException("DISPATCH_CLUSTER_MEMBERS names the host '" + host
                    + "', which has no address; allowed are host names and addresses, each with or without :port");
        }
    }

    /** Nothing of ours is serialized by Java; Hazelcast sends its exceptions so. */
    private static JavaSerializationFilterConfig exceptionsOnly() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("com.hazelcast.", "java.lang.", "[Ljava.lang.");
        List.of(
                        "java.io.IOException",
                        "java.io.EOFException",
                        "java.util.ArrayList",
                        "java.util.Collections$EmptyList",
                        "java.util.concurrent.CancellationException",
                        "java.util.concurrent.CompletionException",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.RejectedExecutionException",
                        "java.util.concurrent.TimeoutException")
                .forEach(filter.getWhitelist()::addClasses);
        return filter;
    }
}
