package dev.dispatch.registry;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterQuery;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * RosterClient to rosters, which wait for the answer and outlive the centers that give it. A command whose owner or backups went while
 * it was under way is sent again, under the same id, until it is known to be held by both; and so is what got no answer for a
 * while, which a center that leaves in that moment may have taken with it.
 */
final class RosterClient {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Rosters rosters;
    private final Centers centers;

    RosterClient(Rosters rosters, Centers centers) {
        this.rosters = rosters;
        this.centers = centers;
    }

    <R> R command(int key, RosterCommand<R> command) {
        requireEnoughCenters();
        return await(System.nanoTime(), () -> rosters.submit(key, command));
    }

    /** Carries out one command for each roster, all at once. */
    <R> Map<Integer, R> command(Map<Integer, ? extends RosterCommand<R>> commands) {
        requireEnoughCenters();
        long start = System.nanoTime();
        Map<Integer, CompletionStage<R>> pending = new HashMap<>();
        commands.forEach((key, command) -> pending.put(key, rosters.submit(key, command)));
        Map<Integer, R> answers = new HashMap<>();
        commands.forEach((key, command) -> answers.put(key, await(start, () -> {
            CompletionStage<R> first = pending.remove(key);
            return first != null ? first : rosters.submit(key, command);
        })));
        return answers;
    }

    <R> @Nullable R ask(int key, RosterQuery<R> question) {
        return this.<@Nullable R>await(System.nanoTime(), () -> rosters.submit(key, question));
    }

    <R> Map<Integer, R> ask(Set<Integer> keys, RosterQuery<R> question) {
        return await(System.nanoTime(), () -> rosters.submit(keys, question));
    }

    /** Waits for something else than a roster, which can be asked twice like one. */
    <R extends @Nullable Object> R await(Supplier<CompletionStage<R>> call) {
        return await(System.nanoTime(), () -> Rosters.answering(call));
    }

    void requireEnoughCenters() {
        if (!centers.areEnough()) {
            throw new RegistryUnavailableException(
                    "Fewer than %d centers are left; nothing is changed until there are enough"
                            .formatted(centers.minimum()),
                    null);
        }
    }

    private <R extends @Nullable Object> R await(long start, Supplier<CompletionStage<R>> call) {
        while (true) {
            long left = Math.max(0, PATIENCE.toNanos() - (System.nanoTime() - start));
            try {
                return call.get().toCompletableFuture().get(Math.min(left, ATTEMPT.toNanos()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof HazelcastInstanceNotActiveException) {
                    throw RegistryUnavailableException.leaving(e);
                }
                boolean membersAreGoing = e.getCause() instanceof IndeterminateOperationStateException
                        || e.getCause() instanceof NoDataMemberInClusterException;
                if (!membersAreGoing) {
                    throw new IllegalStateException("A roster failed", e.getCause());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (TimeoutException e) {
                if (left <= ATTEMPT.toNanos()) {
                    throw new RegistryUnavailableException(
                            "The cluster did not answer in time; what was asked may or may not have happened", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("Interrupted; what was asked may or may not have happened", e);
            }
        }
    }
}
