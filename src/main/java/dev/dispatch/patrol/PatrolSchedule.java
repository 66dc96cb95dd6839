package dev.dispatch.patrol;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.dispatch.cluster.LifecyclePhase;
import dev.dispatch.registry.Terminations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the patrol going, as long as this center is a member: beats on one thread, and on another what may take longer. */
class PatrolSchedule implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PatrolSchedule.class);

    private final HazelcastInstance hazelcast;
    private final PatrolLoop loop;
    private final Terminations terminations;
    private final Duration beat;
    private final Duration sweep;
    private volatile List<ScheduledExecutorService> threads = List.of();

    /** Sweeps at least once in a turn interval, so that the first turn of a new superhero is not late. */
    PatrolSchedule(
            HazelcastInstance hazelcast,
            PatrolLoop loop,
            Terminations terminations,
            Duration beat,
            Duration turnInterval) {
        this.hazelcast = hazelcast;
        this.loop = loop;
        this.terminations = terminations;
        this.beat = beat;
        this.sweep = Duration.ofMillis(Math.min(1_000, Math.max(20, turnInterval.toMillis() / 2)));
    }

    @Override
    public void start() {
        FreezeWatch watch = new FreezeWatch(System.nanoTime());
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                watch.reunited();
            }
        });
        // of two halves that merge only the smaller one is told so; the other sees who comes back
        hazelcast.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                watch.reunited();
            }
        });
        threads = List.of(
                every(beat, "patrol", () -> {
                    if (!watch.suspendsBeat(System.nanoTime())) {
                        loop.beat();
                    }
                }),
                every(sweep, "patrol-sweep", () -> loop.sweep()),
                every(Duration.ofSeconds(1), "patrol-report", loop::report),
                every(Duration.ofMillis(500), "terminations", terminations::carryOut));
    }

    @Override
    public void stop() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.PATROL;
    }

    private static ScheduledExecutorService every(Duration period, String name, Runnable task) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, name));
        Runnable unstoppable = () -> {
            try {
                task.run();
            } catch (HazelcastInstanceNotActiveException | IndeterminateOperationStateException e) {
                log.debug("The {} asked a center that is just going, and asks again", name, e);
            } catch (RuntimeException e) {
                log.error("The {} failed, and goes on", name, e);
            }
        };
        var unused = thread.scheduleAtFixedRate(unstoppable, 0, period.toNanos(), TimeUnit.NANOSECONDS);
        return thread;
    }
}
