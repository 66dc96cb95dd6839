package dev.dispatch.cluster.member;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import dev.dispatch.settings.BindAddress;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.DispatchProperties.Cluster;
import dev.dispatch.settings.DispatchProperties.Hero;
import dev.dispatch.settings.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Builds the Hazelcast configuration of a center. Most values were found by experiment. */
public final class MemberConfig {
    public static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

    /** How often the oldest center of a split cluster searches for the other half. The first search starts after this delay, too. */
    public static final Duration MERGE_DELAY = Duration.ofSeconds(5);

    /** The attribute that identifies the process of a member; its id changes when it merges back after a split. */
    public static final String PROCESS = "process";

    /** Incremented by a version whose centers cannot share a cluster with older ones. */
    private static final int PROTOCOL = 1;

    private static final int PARTITIONS = 53;

    /** An address that belongs to nobody (RFC 5737), so its route is the default route. */
    private static final String ELSEWHERE = "192.0.2.1";

    private final DispatchProperties properties;
    private final Cluster cluster;

    MemberConfig(DispatchProperties properties) {
        this.properties = properties;
        this.cluster = properties.cluster();
    }

    Config config() {
        SteadyClock.install();
        Config config = new Config();
        config.setClusterName(cluster.name());
        config.getMemberAttributeConfig()
                .setAttribute(PROCESS, UUID.randomUUID().toString());
        shared(properties).forEach(config.getMemberAttributeConfig()::setAttribute);
        // By default, a frozen member is lost only after 60 s
        config.setProperty("hazelcast.heartbeat.interval.seconds", "" + HEARTBEAT_INTERVAL.toSeconds());
        config.setProperty(
                "hazelcast.max.no.heartbeat.seconds",
                "" + cluster.failureDetection().toSeconds());
        // If two members cannot reach each other, the oldest removes one of them, after about 8 s. Not by default
        config.setProperty("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "3");
        // A migration to a member that is out of reach blocks the other migrations for 300 s by default
        config.setProperty("hazelcast.partition.migration.timeout", "10");
        // With the defaults 3 and 10 s, a member whose address has vanished is lost only after 20 to 50 s
        config.setProperty("hazelcast.connection.monitor.max.faults", "1");
        config.setProperty("hazelcast.socket.connect.timeout.seconds", "1");
        // The halves of a split cluster merge within 15 s; the defaults are 300 s and 120 s
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "" + MERGE_DELAY.toSeconds());
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "" + MERGE_DELAY.toSeconds());
        // The master lets a new member join at once instead of waiting 5 s for others
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // Spring shuts the member down, after the web server
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        // A center must leave within 30 s; the default is 600 s
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "30");
        // On loopback, multicast packets would otherwise leave by the default route
        config.setProperty("hazelcast.multicast.socket.set.interface", "true");
        // The cost of a beat grows with the partitions; 53 still give each of 20 centers two or three
        config.setProperty("hazelcast.partition.count", "" + PARTITIONS);
        // Waking partition threads dominates a beat with few superheroes. The default is one per processor, at least 2
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        config.setProperty("hazelcast.operation.thread.count", "" + threads);
        // Spring Boot configures the logging
        config.setProperty("hazelcast.logging.type", "slf4j");
        // No data goes to Hazelcast
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // A command fails if its backups do not acknowledge it, and is then retried
        config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
        // Otherwise the member listens on all interfaces, not only on the one that it advertises
        config.setProperty("hazelcast.socket.bind.any", "false");
        // Addresses can be of IPv6; by default, only those of IPv4 are used
        config.setProperty("hazelcast.prefer.ipv4.stack", "false");
        // Micrometer collects the metrics
        config.getMetricsConfig().setEnabled(false);
        // Dispatch uses no CRDTs, but their replication task would run once a second
        config.getCRDTReplicationConfig()
                .setReplicationPeriodMillis((int) Duration.ofHours(1).toMillis());
        config.getSerializationConfig().setJavaSerializationFilterConfig(exceptionsOnly());
        network(config.getAdvancedNetworkConfig());
        return config;
    }

    /** The settings that must be the same at all centers of a cluster, by name. Each is an attribute of the member. */
    public static Map<String, String> shared(DispatchProperties properties) {
        Hero hero = properties.hero();
        String store = StoreLocation.of(properties)
                .map(location -> location.url() == null ? "sqlite" : "postgresql")
                .orElse("none");
        return Map.of(
                "The protocol of this version", "" + PROTOCOL,
                "DISPATCH_CLUSTER_BACKUPS", "" + properties.cluster().backups(),
                "DISPATCH_CLUSTER_FAILURE_DETECTION",
                        properties.cluster().failureDetection().toSeconds() + "s",
                "DISPATCH_HERO_TURN_INTERVAL", hero.turnInterval().toMillis() + "ms",
                "DISPATCH_HERO_REST_PROBABILITY", "" + hero.restProbability(),
                "DISPATCH_HERO_WIN_PROBABILITY", "" + hero.winProbability(),
                "DISPATCH_HERO_MAX_WOUND", "" + hero.maxWound(),
                "DISPATCH_HERO_MAX_RECOVERY", "" + hero.maxRecovery(),
                "DISPATCH_STORE", store);
    }

    /**
     * An endpoint for members only. That of the simple network configuration also serves Hazelcast clients, and its connection to a
     * process that accepts but does not answer, such as a frozen center, keeps an I/O thread busy for good: the other connections of that
     * thread are not served, and live members are lost with the frozen one.
     */
    private void network(AdvancedNetworkConfig network) {
        ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig();
        endpoint.setPort(cluster.port()).setPortAutoIncrement(true).setPortCount(100);
        network.setEnabled(true).setMemberEndpointConfig(endpoint);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        switch (cluster.discovery()) {
            case TCP -> {
                MemberAddresses addresses = new MemberAddresses(cluster);
                // Refuses invalid ones now: Hazelcast would log a stack trace
                addresses.getMembers();
                join.setTcpIpConfig(addresses
                        .setEnabled(true)
                        // How long centers that start together look for an older one before one of them starts the
                        // cluster; the default is 5 s
                        .setConnectionTimeoutSeconds(1));
            }
            case MULTICAST -> join.getMulticastConfig().setEnabled(true).setLoopbackModeEnabled(true);
            case KUBERNETES ->
                join.getKubernetesConfig()
                        .setEnabled(true)
                        .setProperty("service-dns", cluster.members().get(0))
                        .setProperty("service-port", "" + cluster.port());
        }
        BindAddress bind = BindAddress.of(properties);
        Optional<InetAddress> address = bind.isAny() ? addressTowards(join) : Optional.of(bind.address());
        address.ifPresent(own -> endpoint.getInterfaces().setEnabled(true).addInterface(own.getHostAddress()));
    }

    /**
     * The address of this machine in the network in which {@code join} looks for other members. If no interface has the address of a member,
     * Hazelcast would take the first one, such as that of a container engine.
     */
    private static Optional<InetAddress> addressTowards(JoinConfig join) {
        List<String> others = join.getMulticastConfig().isEnabled()
                ? List.of(join.getMulticastConfig().getMulticastGroup())
                : List.of();
        if (join.getTcpIpConfig().isEnabled()) {
            others = join.getTcpIpConfig().getMembers().stream()
                    .map(member -> member.replaceFirst(":\\d+$", ""))
                    .toList();
        }
        return addressTowards(others).or(() -> addressTowards(List.of(ELSEWHERE)));
    }

    /**
     * An address of this machine that is among the others, or else the source address of the route to the first of them that has one. Loopback
     * only if there is no other: the name of a machine can stand for 127.0.1.1.
     */
    static Optional<InetAddress> addressTowards(List<String> others) {
        Map<InetAddress, InetAddress> sources = new LinkedHashMap<>();
        for (String other : others) {
            // sends nothing
            try (DatagramSocket socket = new DatagramSocket()) {
                InetAddress address = InetAddress.getByName(other);
                socket.connect(address, 1);
                sources.put(address, socket.getLocalAddress());
            } catch (IOException | UncheckedIOException e) {
                // no route to this one
            }
        }
        Stream<InetAddress> own = sources.keySet().stream().filter(address -> address.equals(sources.get(address)));
        return Stream.concat(own, sources.values().stream())
                .filter(address -> !address.isAnyLocalAddress())
                .min(Comparator.comparing(InetAddress::isLoopbackAddress));
    }

    /** Hazelcast sends exceptions with Java serialization; Dispatch uses only Compact. */
    private static JavaSerializationFilterConfig exceptionsOnly() {
        JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
        filter.setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("com.hazelcast.", "java.lang.", "[Ljava.lang.");
        filter.getWhitelist()
                .addClasses(
                        "java.io.IOException",
                        "java.io.EOFException",
                        "java.util.ArrayList",
                        "java.util.Collections$EmptyList",
                        "java.util.concurrent.CancellationException",
                        "java.util.concurrent.CompletionException",
                        "java.util.concurrent.ExecutionException",
                        "java.util.concurrent.RejectedExecutionException",
                        "java.util.concurrent.TimeoutException");
        return filter;
    }
}
