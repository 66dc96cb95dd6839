package dev.dispatch.bench.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.dispatch.bench.peer.PeerOptions;
import dev.dispatch.bench.peer.PeerServer;
import dev.dispatch.bench.peer.TurnMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One member of an Apache Pekko cluster that shards heroes. On SIGTERM it hands over its shards and leaves. */
@Command(name = "pekko-peer", mixinStandardHelpOptions = true)
public final class PekkoPeer implements Callable<Integer> {
    private static final String SYSTEM = "bench";

    @Mixin
    private final PeerOptions options = new PeerOptions();

    @Option(names = "--remember-entities", description = "Restart heroes on another member when their member is lost")
    private boolean rememberEntities;

    public static void main(String[] args) {
        int status = new CommandLine(new PekkoPeer()).execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws IOException {
        TurnMetrics metrics = new TurnMetrics();
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), SYSTEM, config());
        PeerServer.start(options, new ShardedHeroes(system, options, metrics), metrics);
        return 0;
    }

    private Config config() {
        List<String> seeds = options.members().stream()
                .map(port -> "pekko://" + SYSTEM + "@" + PeerOptions.HOST + ":" + port)
                .toList();
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname",
                        PeerOptions.HOST,
                        "pekko.remote.artery.canonical.port",
                        options.clusterPort(),
                        "pekko.cluster.seed-nodes",
                        seeds,
                        "pekko.cluster.min-nr-of-members",
                        seeds.size(),
                        "pekko.cluster.sharding.remember-entities",
                        rememberEntities))
                .withFallback(ConfigFactory.load());
    }
}
