package dev.dispatch.registry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleListener;
import com.hazelcast.map.IMap;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.registry.protocol.MergeRoster;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.superhero.Roster;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Merges the rosters of this center, and then its planned terminations, into the cluster that it rejoins after a split, until their owners
 * and backups acknowledge it. Merging twice changes nothing.
 *
 * <p>Hazelcast merges them once as well. What fails then, such as when the link breaks again, is gone: terminated heroes would be back,
 * and acknowledged ones lost.
 *
 * <p>Until all are merged, {@link RosterClient} acknowledges no changes here. The copies would miss them before the center has rejoined.
 * Afterwards they could hit an older hero of the same name, which the other side still has. If several centers rejoin together, a center may
 * acknowledge a change to a roster that its owner has copied milliseconds before; only Hazelcast merges that change.
 */
@Component
class RosterMerges implements LifecycleListener, DisposableBean {
    private static final int RETRY_SECONDS = 1;
    private static final int TIMEOUT_SECONDS = 10;

    private final Rosters rosters;
    private final IMap<UUID, PlannedTermination> plans;
    private final ErrorHandler failures;
    private final Map<Integer, Roster> unmerged = new ConcurrentHashMap<>();
    private final Map<UUID, PlannedTermination> unmergedPlans = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean rejoining;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "roster-merges"));

    RosterMerges(HazelcastInstance hazelcast, Rosters rosters, TaskFailures failures) {
        this.rosters = rosters;
        this.plans = hazelcast.getMap(PlannedTerminations.MAP);
        this.failures = failures.of("merge");
        hazelcast.getLifecycleService().addLifecycleListener(this);
        var unused =
                thread.scheduleWithFixedDelay(logged(this::mergeAll), RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    /** The number of merges that have begun, complete or not. */
    int begun() {
        return begun.get();
    }

    /** Whether this center is rejoining a cluster, or has data that is not merged into it yet. */
    boolean inProgress() {
        return rejoining || !unmerged.isEmpty() || !unmergedPlans.isEmpty();
    }

    /** Called by the thread that merges, before it empties this member and after it has rejoined. */
    @Override
    public void stateChanged(LifecycleEvent event) {
        switch (event.getState()) {
            case MERGING -> {
                rejoining = true;
                begun.incrementAndGet();
                rosters.own().forEach(key -> logged(() -> copy(key)).run());
                logged(() -> unmergedPlans.putAll(plans.getAll(plans.localKeySet())))
                        .run();
            }
            case MERGED, MERGE_FAILED -> {
                rejoining = false;
                thread.execute(logged(this::mergeAll));
            }
            default -> {}
        }
    }

    private void copy(int key) {
        Roster copy = rosters.copy(key);
        if (copy != null) {
            // an earlier merge may not have ended
            unmerged.merge(key, copy, Roster::merge);
        }
    }

    private void mergeAll() {
        unmerged.forEach((key, roster) -> logged(() -> {
                    await(rosters.submit(key, new MergeRoster(roster)));
                    // unless it was copied again meanwhile
                    unmerged.remove(key, roster);
                })
                .run());
        if (unmerged.isEmpty()) { // a plan that is due applies to all rosters
            unmergedPlans.forEach((id, plan) -> logged(() -> {
                        await(plans.submitToKey(id, new PlannedTermination.MergeTermination(plan)));
                        unmergedPlans.remove(id, plan);
                    })
                    .run());
        }
    }

    private static void await(CompletionStage<Boolean> answer) {
        answer.toCompletableFuture()
                .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** One failure must end neither the other merges nor the repetition. */
    private Runnable logged(Runnable task) {
        return new DelegatingErrorHandlingRunnable(task, failures);
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
