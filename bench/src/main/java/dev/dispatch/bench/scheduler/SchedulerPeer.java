package dev.dispatch.bench.scheduler;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.bench.peer.PeerOptions;
import dev.dispatch.bench.peer.PeerServer;
import dev.dispatch.bench.peer.TurnMetrics;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One member of a Hazelcast cluster that runs a scheduled task for each hero. On SIGTERM it migrates its partitions and leaves. */
@Command(name = "scheduler-peer", mixinStandardHelpOptions = true)
public final class SchedulerPeer implements Callable<Integer> {

    @Mixin
    private final PeerOptions options = new PeerOptions();

    public static void main(String[] args) {
        int status = new CommandLine(new SchedulerPeer()).execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws IOException {
        TurnMetrics metrics = new TurnMetrics();
        LocalTasks localTasks = new LocalTasks(metrics);
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(HazelcastConfig.of(options, localTasks));
        PeerServer.start(options, new ScheduledHeroes(hazelcast, options, localTasks), metrics);
        return 0;
    }
}
