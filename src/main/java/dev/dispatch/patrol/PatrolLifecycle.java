package dev.dispatch.patrol;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.settings.DispatchProperties;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;

/**
 * Runs the patrol while this center is a member: beats on one thread, tasks that may block on others. No exception ends a task.
 *
 * <p>Beats follow the next deadline. While rosters migrate, beats run at the shortest interval: a new roster may have overdue turns
 * that only its new owner can take.
 */
@Component
class PatrolLifecycle implements SmartLifecycle, MembershipListener, MigrationListener {
    /** Well below the limit of {@link FreezeDetector}, to which a long delay between beats looks like a freeze. */
    private static final Duration MAX_DELAY = Duration.ofMillis(500);

    /** Starts anew with each event of a migration, and when a member is removed: a crash causes no migration events. */
    private static final Duration MIGRATION_WINDOW = Duration.ofSeconds(10);

    private final HazelcastInstance hazelcast;
    private final PatrolLoop loop;
    private final PlannedTerminations terminations;
    private final TaskFailures failures;
    private final Duration beat;
    private final Duration sweep;
    private final FreezeDetector freezeDetector;
    private final BeatTimer beats;
    private final ThreadPoolTaskScheduler tasks = new ThreadPoolTaskScheduler();
    private volatile long migratingUntil = System.nanoTime();
    private volatile boolean confirming;
    private volatile boolean running;

    PatrolLifecycle(
            HazelcastInstance hazelcast,
            PatrolLoop loop,
            PlannedTerminations terminations,
            DispatchProperties properties,
            TaskFailures failures) {
        this.hazelcast = hazelcast;
        this.loop = loop;
        this.terminations = terminations;
        this.failures = failures;
        this.freezeDetector = new FreezeDetector(properties.cluster().failureDetection());
        this.beat = properties.patrol().beat();
        this.beats = new BeatTimer(beat, this::beat, failures.of("beat"));
        // twice in a turn interval, so that the first turn of a new hero is not late
        this.sweep = Duration.ofMillis(
                Math.min(1_000, Math.max(20, properties.hero().turnInterval().toMillis() / 2)));
        tasks.setPoolSize(3); // a slow task delays no other
        tasks.setThreadNamePrefix("patrol-task-");
    }

    @Override
    public void start() {
        freezeDetector.startAt(System.nanoTime(), members());
        hazelcast.getLifecycleService().addLifecycleListener(event -> {
            if (event.getState() == LifecycleState.MERGED) {
                rejoined();
            }
        });
        hazelcast.getCluster().addMembershipListener(this);
        hazelcast.getPartitionService().addMigrationListener(this);
        tasks.initialize();
        schedule("sweep", sweep, () -> loop.sweep());
        schedule("report", Duration.ofSeconds(1), loop::report);
        schedule("terminations", Duration.ofMillis(500), terminations::executeDue);
        beats.hurry();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        beats.stop();
        tasks.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.PATROL;
    }

    /**
     * In a merge, only members of the smaller half get {@code MERGED}; those of the larger half see members join. A center that
     * starts joins as a lite member, and proves nothing.
     */
    @Override
    public void memberAdded(MembershipEvent event) {
        if (!event.getMember().isLiteMember()) {
            rejoined();
        }
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
        rostersMove();
    }

    @Override
    public void migrationStarted(MigrationState state) {
        rostersMove();
    }

    @Override
    public void migrationFinished(MigrationState state) {
        rostersMove();
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
        rostersMove();
    }

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {
        rostersMove();
    }

    private void rejoined() {
        freezeDetector.rejoined();
        rostersMove();
    }

    private void rostersMove() {
        long now = System.nanoTime();
        boolean idle = now - migratingUntil > 0;
        migratingUntil = now + MIGRATION_WINDOW.toNanos();
        if (idle) {
            beats.hurry();
        }
    }

    private Duration beat() {
        if (!freezeDetector.suspendsBeat(System.nanoTime(), members())) {
            loop.beat();
        } else if (!confirming) {
            confirmMembership();
        }
        if (migratingUntil - System.nanoTime() > 0) {
            return beat;
        }
        Duration delay = Collections.min(List.of(loop.untilDue(), sweep, MAX_DELAY));
        return Collections.max(List.of(beat, delay));
    }

    private void confirmMembership() {
        long suspension = freezeDetector.suspension();
        CompletionStage<?> answer = loop.askOthers();
        confirming = true; // only now: a call that throws has no answer
        answer.thenRun(() -> freezeDetector.confirmed(suspension, members()))
                .whenComplete((done, failure) -> confirming = false);
    }

    private Set<Member> members() {
        return hazelcast.getCluster().getMembers();
    }

    private void schedule(String task, Duration delay, Runnable work) {
        var unused = tasks.scheduleWithFixedDelay(new DelegatingErrorHandlingRunnable(work, failures.of(task)), delay);
    }
}
