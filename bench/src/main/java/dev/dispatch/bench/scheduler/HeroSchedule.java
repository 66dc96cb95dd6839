package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.scheduledexecutor.DuplicateTaskException;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import dev.dispatch.bench.peer.EnlistingException;
import dev.dispatch.bench.peer.Peer;
import dev.dispatch.bench.peer.PeerOptions;
import dev.dispatch.bench.peer.Pipeline;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduled tasks of the cluster, as seen from this member. */
final class HeroSchedule implements Peer {
    private static final Logger LOG = LoggerFactory.getLogger(HeroSchedule.class);

    /** Scheduling waits for an answer, so that a thread is needed for each that is under way. */
    private static final int WIDTH = 16;

    private final HazelcastInstance hazelcast;
    private final IScheduledExecutorService executor;
    private final Home home;
    private final Set<Integer> ports;
    private final long interval;
    private final Executor schedulers = Executors.newFixedThreadPool(WIDTH);

    HeroSchedule(HazelcastInstance hazelcast, PeerOptions options, Home home) {
        this.hazelcast = hazelcast;
        this.executor = hazelcast.getScheduledExecutorService(MemberConfig.EXECUTOR);
        this.home = home;
        this.ports = Set.copyOf(options.members());
        this.interval = options.turnInterval().toMillis();
    }

    @Override
    public boolean isReady() {
        return hazelcast.getCluster().getMembers().stream()
                .map(member -> member.getAddress().getPort())
                .collect(Collectors.toSet())
                .containsAll(ports);
    }

    @Override
    public long heroes() {
        return home.heroes(hazelcast);
    }

    @Override
    public void enlist(int from, int count) throws EnlistingException, InterruptedException {
        new Pipeline(WIDTH, schedulers, this::enlist).run(from, count);
    }

    private CompletionStage<?> enlist(int number) {
        return CompletableFuture.runAsync(() -> schedule(Peer.nameOf(number)), schedulers);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It would be done when the hero is, which is never
    private void schedule(String name) {
        HeroTask task = new HeroTask(name, System.currentTimeMillis(), interval);
        try {
            executor.scheduleOnKeyOwnerAtFixedRate(task, name, interval, interval, TimeUnit.MILLISECONDS);
        } catch (DuplicateTaskException e) {
            // Wanted all the same: what is tried again may have been done before
            LOG.debug("{} is scheduled already", name, e);
        }
    }
}
