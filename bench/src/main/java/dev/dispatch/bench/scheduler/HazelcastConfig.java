package dev.dispatch.bench.scheduler;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.NetworkConfig;
import dev.dispatch.bench.peer.PeerOptions;

/** The Hazelcast configuration: discovery and failure detection as in Dispatch, and the scheduled executor. */
final class HazelcastConfig {
    static final String EXECUTOR = "heroes";

    private static final int UNLIMITED = 0;

    private HazelcastConfig() {}

    static Config of(PeerOptions options, LocalTasks localTasks) {
        Config config = new Config();
        config.setClusterName("bench-scheduler");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        config.setProperty("hazelcast.connection.monitor.max.faults", "1");
        config.setProperty("hazelcast.socket.connect.timeout.seconds", "1");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        // On SIGTERM, migrate the partitions before the process ends
        config.setProperty("hazelcast.shutdownhook.policy", "GRACEFUL");
        config.setProperty("hazelcast.graceful.shutdown.max.wait", "30");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMetricsConfig().setEnabled(false);
        config.getJetConfig().setEnabled(false);
        config.getSerializationConfig().addDataSerializableFactory(HeroTask.FACTORY_ID, typeId -> new HeroTask());
        config.getScheduledExecutorConfig(EXECUTOR)
                .setDurability(1)
                .setCapacity(UNLIMITED)
                .setStatisticsEnabled(false);
        // Before the member joins, because tasks that arrive with its first partition need this
        config.getUserContext().put(LocalTasks.KEY, localTasks);
        config.addListenerConfig(new ListenerConfig(localTasks));
        network(config.getNetworkConfig(), options);
        return config;
    }

    private static void network(NetworkConfig network, PeerOptions options) {
        network.setPort(options.clusterPort()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(PeerOptions.HOST);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setMembers(options.members().stream()
                        .map(port -> PeerOptions.HOST + ":" + port)
                        .toList());
    }
}
