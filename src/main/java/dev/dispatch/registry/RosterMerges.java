package dev.dispatch.registry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.registry.protocol.MergeRoster;
import dev.dispatch.superhero.Roster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Merges the rosters of this center into the cluster that it rejoins after a split, until their owners and backups acknowledge it.
 *
 * <p>Hazelcast merges them once as well. What fails then, such as when the link breaks again, is gone: terminated heroes would be back,
 * and acknowledged ones lost. Merging a roster twice changes nothing. Changes within the milliseconds between the copies that are
 * made here and the start of Hazelcast's merge are only in the latter.
 */
@Component
class RosterMerges implements LifecycleListener, DisposableBean {
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(RosterMerges.class);

    private final Rosters rosters;
    private final RosterClient client;
    private final ErrorHandler failures;
    private final Map<Integer, Roster> unmerged = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "roster-merges"));

    RosterMerges(HazelcastInstance hazelcast, Rosters rosters, RosterClient client, TaskFailures failures) {
        this.rosters = rosters;
        this.client = client;
        this.failures = failures.of("merge");
        hazelcast.getLifecycleService().addLifecycleListener(this);
    }

    /** Called by the thread that merges, before it empties this member and after it has rejoined. */
    @Override
    public void stateChanged(LifecycleEvent event) {
        if (event.getState() == LifecycleState.MERGING) {
            copyOwn();
        } else if (event.getState() == LifecycleState.MERGED || event.getState() == LifecycleState.MERGE_FAILED) {
            thread.execute(this::mergeAll);
        }
    }

    private void copyOwn() {
        for (int key : rosters.own()) {
            try {
                Roster copy = rosters.copy(key);
                if (copy != null) {
                    // an earlier merge may not have ended
                    unmerged.merge(key, copy, Roster::merge);
                }
            } catch (RuntimeException e) {
                log.warn("Cannot copy roster {} before a merge; Hazelcast merges it once", key, e);
            }
        }
    }

    private void mergeAll() {
        while (!unmerged.isEmpty() && !Thread.currentThread().isInterrupted()) {
            unmerged.forEach(this::tryMerge);
            if (!unmerged.isEmpty()) {
                LockSupport.parkNanos(RETRY_DELAY.toNanos());
            }
        }
    }

    private void tryMerge(int key, Roster roster) {
        try {
            client.change(() -> rosters.submit(key, new MergeRoster(roster)));
            // unless it was copied again meanwhile
            unmerged.remove(key, roster);
        } catch (RegistryUnavailableException e) {
            log.debug("Roster {} is not merged yet; trying again", key, e);
        } catch (RuntimeException e) {
            failures.handleError(e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
