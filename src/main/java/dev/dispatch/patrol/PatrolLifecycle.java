package dev.dispatch.patrol;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.registry.PlannedTerminations;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the patrol going, as long as this center is a member: beats on one thread, and on another what may take longer.
 *
 * <p>It beats when something is due, and as often as it may while rosters come and go: what came is due at once, and nobody but
 * this center looks for it.
 */
class PatrolLifecycle implements SmartLifecycle {
    /** Less than what matters to a {@link FreezeDetector}, which counts a rest as time for which this process may have stood still. */
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** After the last that is heard of rosters that move. After a crash it is heard that a center is gone, and no more. */
    private static final Duration MOVE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(PatrolLifecycle.class);

    private final HazelcastInstance hazelcast;
    private final PatrolLoop loop;
    private final PlannedTerminations terminations;
    private final Duration beat;
    private final Duration sweep;
    private final FreezeDetector watch = new FreezeDetector();
    private final BeatTimer beats;
    private volatile long movingUntil = System.nanoTime();
    private volatile List<ScheduledExecutorService> threads = List.of();

    /** Sweeps at least once in a turn interval, so that the first turn of a new superhero is not late. */
    PatrolLifecycle(
            HazelcastInstance hazelcast,
            PatrolLoop loop,
            PlannedTerminations terminations,
            Duration beat,
            Duration turnInterval) {
        this.hazelcast = hazelcast;
        this.loop = loop;
        this.terminations = terminations;
        this.beat = beat;
        this.beats = new BeatTimer(beat, this::beat);
        this.sweep = Duration.ofMillis(Math.min(1_000, Math.max(20, turnInterval.toMillis() / 2)));
    }

    @Override
    public void start() {
        watch.startAt(System.nanoTime());
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                watch.reunited();
                rostersMove();
            }
        });
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            // of two halves that merge only the smaller one is told so; the other sees who comes back
            @Override
            public void memberAdded(MembershipEvent event) {
                watch.reunited();
                rostersMove();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                rostersMove();
            }
        });
        hazelcast.getPartitionService().addMigrationListener(new RosterMoveListener(this::rostersMove));
        threads = List.of(
                every(sweep, "patrol-sweep", () -> loop.sweep()),
                every(Duration.ofSeconds(1), "patrol-report", loop::report),
                every(Duration.ofMillis(500), "terminations", terminations::carryOut));
        beats.hurry();
    }

    @Override
    public void stop() {
        beats.stop();
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

    private void rostersMove() {
        long now = System.nanoTime();
        boolean atRest = now - movingUntil > 0;
        movingUntil = now + MOVE.toNanos();
        if (atRest) {
            beats.hurry();
        }
    }

    private Duration beat() {
        unstoppable("patrol", () -> {
                    if (!watch.suspendsBeat(System.nanoTime())) {
                        loop.beat();
                    }
                })
                .run();
        if (movingUntil - System.nanoTime() > 0) {
            return beat;
        }
        Duration rest = Collections.min(List.of(loop.untilDue(), sweep, LONGEST_REST));
        return Collections.max(List.of(beat, rest));
    }

    private static ScheduledExecutorService every(Duration period, String name, Runnable task) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, name));
        var unused = thread.scheduleAtFixedRate(unstoppable(name, task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
        return thread;
    }

    private static Runnable unstoppable(String name, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (HazelcastInstanceNotActiveException | IndeterminateOperationStateException e) {
                log.debug("The {} asked a center that is just going, and asks again", name, e);
            } catch (RuntimeException e) {
                log.error("The {} failed, and goes on", name, e);
            }
        };
    }
}
