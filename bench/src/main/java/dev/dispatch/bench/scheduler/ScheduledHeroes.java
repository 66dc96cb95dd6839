package dev.dispatch.bench.scheduler;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.scheduledexecutor.DuplicateTaskException;
import com.hazelcast.scheduledexecutor.IScheduledExecutorService;
import dev.dispatch.bench.peer.ConcurrentCreator;
import dev.dispatch.bench.peer.HeroCreationException;
import dev.dispatch.bench.peer.PeerMember;
import dev.dispatch.bench.peer.PeerOptions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schedules the tasks of the cluster from this member. */
final class ScheduledHeroes implements PeerMember {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledHeroes.class);

    /** Scheduling blocks, so each call in progress needs a thread. */
    private static final int CONCURRENCY = 16;

    private final HazelcastInstance hazelcast;
    private final IScheduledExecutorService executor;
    private final LocalTasks localTasks;
    private final Set<Integer> ports;
    private final long interval;
    private final Executor schedulers = Executors.newFixedThreadPool(CONCURRENCY);

    ScheduledHeroes(HazelcastInstance hazelcast, PeerOptions options, LocalTasks localTasks) {
        this.hazelcast = hazelcast;
        this.executor = hazelcast.getScheduledExecutorService(HazelcastConfig.EXECUTOR);
        this.localTasks = localTasks;
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
        return localTasks.count(hazelcast);
    }

    @Override
    public void enlist(int from, int count) throws HeroCreationException, InterruptedException {
        new ConcurrentCreator(CONCURRENCY, schedulers, this::enlist).run(from, count);
    }

    private CompletionStage<?> enlist(int number) {
        return CompletableFuture.runAsync(() -> schedule(PeerMember.nameOf(number)), schedulers);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It completes when the hero ends, which is never
    private void schedule(String name) {
        HeroTask task = new HeroTask(name, System.currentTimeMillis(), interval);
        try {
            executor.scheduleOnKeyOwnerAtFixedRate(task, name, interval, interval, TimeUnit.MILLISECONDS);
        } catch (DuplicateTaskException e) {
            // A retry of a call that had succeeded
            LOG.debug("{} is already scheduled", name, e);
        }
    }
}
