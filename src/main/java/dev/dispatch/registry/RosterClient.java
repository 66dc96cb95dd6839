package dev.dispatch.registry;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.LocalMemberResetException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.settings.DispatchProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends commands and queries to rosters, waits for the answers, and retries when members leave or do not answer. A retried command
 * keeps its id, so it is executed once. It is retried until its owner and backups acknowledge it, for ten seconds at most.
 */
@Component
final class RosterClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY_DELAY = Duration.ofMillis(20);

    private static final String UNKNOWN = "the change may or may not have been made";

    private static final String LOADING = "The heroes are still being loaded from the store";

    private final Rosters rosters;
    private final Centers centers;
    private final RosterMerges merges;
    private final boolean acknowledgesStored;

    RosterClient(Rosters rosters, Centers centers, RosterMerges merges, DispatchProperties properties) {
        this.rosters = rosters;
        this.centers = centers;
        this.merges = merges;
        this.acknowledgesStored =
                rosters.areStored() && properties.store().acknowledge() == DispatchProperties.Acknowledge.STORED;
    }

    <R> R execute(int key, RosterCommand<R> command) {
        return Objects.requireNonNull(execute(Map.of(key, command)).get(key));
    }

    /** Waits for any other idempotent change, with the same retries. */
    <R> R change(Supplier<CompletionStage<R>> call) {
        int mergesBefore = merges.begun();
        requireWritable();
        R answer = await(() -> {
            requireStillWritable(mergesBefore);
            return call.get();
        });
        requireStillWritable(mergesBefore);
        return answer;
    }

    /** Executes one command per roster, in parallel. */
    <R> Map<Integer, R> execute(Map<Integer, ? extends RosterCommand<R>> commands) {
        int mergesBefore = merges.begun();
        requireWritable();
        long start = System.nanoTime();
        Map<Integer, Long> before =
                acknowledgesStored ? query(start, commands.keySet(), new RosterQuery.FindPosition()) : Map.of();
        Map<Integer, CompletionStage<@Nullable R>> pending = new HashMap<>();
        commands.forEach((key, command) -> pending.put(key, rosters.execute(key, command)));
        Map<Integer, R> answers = new HashMap<>();
        commands.forEach((key, command) -> answers.put(key, awaitLoaded(start, () -> {
            CompletionStage<@Nullable R> first = pending.remove(key);
            if (first != null) {
                return first;
            }
            requireStillWritable(mergesBefore);
            return rosters.execute(key, command);
        })));
        before.forEach((key, position) -> awaitSaved(start, key, position));
        requireStillWritable(mergesBefore);
        return answers;
    }

    /** Waits until the store has all changes of a roster that were made since it was at a position. */
    private void awaitSaved(long start, int key, long before) {
        long position = awaitLoaded(start, () -> rosters.submit(key, new RosterQuery.FindPosition()));
        while (!awaitLoaded(start, () -> rosters.submit(key, new RosterQuery.IsSaved(position)))) {
            pause(start, "The change is made, but not stored yet; the store does not answer in time");
        }
        // a roster that has lost all its copies is loaded again, perhaps without the change
        if (!awaitLoaded(start, () -> rosters.submit(key, new RosterQuery.IsSaved(before)))) {
            throw new RegistryUnavailableException(
                    "The heroes had to be loaded again from the store; " + UNKNOWN, null);
        }
    }

    <R> @Nullable R query(int key, RosterQuery<R> query) {
        long start = System.nanoTime();
        return rosters.areStored()
                ? awaitLoaded(start, () -> rosters.submit(key, query))
                : this.<@Nullable R>await(start, () -> rosters.submit(key, query));
    }

    /** Without a store, rosters that do not exist yet have no answer. */
    <R> Map<Integer, R> query(Set<Integer> keys, RosterQuery<R> query) {
        return query(System.nanoTime(), keys, query);
    }

    private <R> Map<Integer, R> query(long start, Set<Integer> keys, RosterQuery<R> query) {
        Map<Integer, R> answers = await(start, () -> rosters.submit(keys, query));
        while (rosters.areStored() && answers.size() < keys.size()) {
            pause(start, LOADING);
            answers = await(start, () -> rosters.submit(keys, query));
        }
        return answers;
    }

    /** Waits for any other idempotent query, with the same retries. */
    <R extends @Nullable Object> R await(Supplier<CompletionStage<R>> call) {
        return await(System.nanoTime(), () -> Rosters.guarded(call));
    }

    /** Throws an exception if no change can be acknowledged now. */
    void requireWritable() {
        if (!centers.areEnough()) {
            throw tooFew("changes are refused until there are enough");
        }
        if (merges.inProgress()) {
            throw merging("changes are refused until its superheroes are merged");
        }
    }

    /**
     * A command waits for its backups until unreachable members are removed, so it can be executed while too few centers are left. The other
     * side of a split may accept other changes, so it must not be acknowledged here. Neither must one during which a merge began: it may
     * be missing in the copies that are merged, or be executed on the other side, before the merge.
     */
    private void requireStillWritable(int mergesBefore) {
        if (!centers.areEnough()) {
            throw tooFew(UNKNOWN);
        }
        if (merges.begun() != mergesBefore) {
            throw merging(UNKNOWN);
        }
    }

    private static RegistryUnavailableException merging(String effect) {
        return new RegistryUnavailableException("This center rejoins the others after a split; " + effect, null);
    }

    private RegistryUnavailableException tooFew(String effect) {
        return new RegistryUnavailableException(
                "Fewer than %d centers are left; %s".formatted(centers.minimum(), effect), null);
    }

    /** Repeats a call until the roster is loaded. */
    private <R> R awaitLoaded(long start, Supplier<CompletionStage<@Nullable R>> call) {
        R answer = this.<@Nullable R>await(start, call);
        while (answer == null) {
            pause(start, LOADING);
            answer = this.<@Nullable R>await(start, call);
        }
        return answer;
    }

    private static void pause(long start, String timedOut) {
        // before await() times out with a less precise message
        if (System.nanoTime() - start > TIMEOUT.toNanos() - ATTEMPT_TIMEOUT.toNanos()) {
            throw new RegistryUnavailableException(timedOut, null);
        }
        LockSupport.parkNanos(RETRY_DELAY.toNanos());
    }

    private <R extends @Nullable Object> R await(long start, Supplier<CompletionStage<R>> call) {
        while (true) {
            long left = Math.max(0, TIMEOUT.toNanos() - (System.nanoTime() - start));
            try {
                return call.get()
                        .toCompletableFuture()
                        .get(Math.min(left, ATTEMPT_TIMEOUT.toNanos()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof HazelcastInstanceNotActiveException) {
                    throw RegistryUnavailableException.leaving(e);
                }
                boolean membersLeave = e.getCause() instanceof IndeterminateOperationStateException
                        || e.getCause() instanceof LocalMemberResetException
                        || e.getCause() instanceof NoDataMemberInClusterException;
                if (!membersLeave) {
                    throw new IllegalStateException("A command or query of a roster failed", e.getCause());
                }
                LockSupport.parkNanos(RETRY_DELAY.toNanos());
            } catch (TimeoutException e) {
                if (left <= ATTEMPT_TIMEOUT.toNanos()) {
                    throw new RegistryUnavailableException(
                            "The cluster did not answer in time; the request may or may not have been executed", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("Interrupted; the request may or may not have been executed", e);
            }
        }
    }
}
