package dev.dispatch.registry;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.replicatedmap.ReplicatedMap;
import dev.dispatch.cluster.Centers;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.PlannedTermination.State;
import dev.dispatch.registry.protocol.TerminationMergePolicy;
import dev.dispatch.superhero.HeroSelection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Terminations which are delayed so that they can be undone, from any center. A plan is an entry of a partitioned map. The owner of
 * the entry marks a due plan as begun, terminates the heroes, and marks the plan as done. If the owner crashes in between, the next
 * owner repeats all steps. They are idempotent: the command has the id of the plan, and the selection excludes heroes that
 * enlist later. An entry processor decides between undo and begin.
 *
 * <p>If both sides of a split brain have the plan, the side with most of its members decides. The other side waits for the merge, but
 * no longer than {@link PlannedTermination#MINORITY_DELAY}.
 */
@Component
public class PlannedTerminations {
    /** The time in which a termination can be undone. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** Maximum number of heroes in a selection by name. */
    public static final int MAX_NAMES = 500;

    /** How long a plan is kept, also when it is done: as long as tombstones. */
    private static final Duration RETENTION = Duration.ofHours(1);

    static final String MAP = "terminations";
    private static final String ANNOUNCED = "announced-terminations";
    private static final Duration ANNOUNCEMENT_TTL = GRACE.multipliedBy(2);
    private static final Logger log = LoggerFactory.getLogger(PlannedTerminations.class);

    private final IMap<UUID, PlannedTermination> plans;
    private final HazelcastInstance hazelcast;
    private final Centers centers;
    private final SuperheroRegistry registry;
    private final RosterClient client;
    private final LongSupplier clock;
    private final Set<UUID> done = ConcurrentHashMap.newKeySet();

    PlannedTerminations(
            HazelcastInstance hazelcast,
            Centers centers,
            SuperheroRegistry registry,
            RosterClient client,
            LongSupplier clock) {
        this.plans = hazelcast.getMap(MAP);
        this.hazelcast = hazelcast;
        this.centers = centers;
        this.registry = registry;
        this.client = client;
        this.clock = clock;
    }

    static void configure(Config config, int backups) {
        config.addMapConfig(new MapConfig(MAP)
                .setBackupCount(backups)
                .setTimeToLiveSeconds((int) RETENTION.toSeconds())
                .setMergePolicyConfig(new MergePolicyConfig(TerminationMergePolicy.class.getName(), 1)));
    }

    /**
     * Plans the termination of the heroes which are selected now.
     *
     * @return empty if no heroes are selected
     * @throws IllegalArgumentException if more than {@link #MAX_NAMES} names are selected
     */
    public Optional<PlannedTermination> plan(HeroSelection selection) {
        int names = selection.names().size();
        if (names > MAX_NAMES) {
            throw new IllegalArgumentException("At most %d can be chosen by name, not %d".formatted(MAX_NAMES, names));
        }
        client.requireWritable(); // before the count, which waits for other centers
        HeroSelection.Count count = registry.count(selection);
        if (count.heroes() == 0) {
            return Optional.empty();
        }
        PlannedTermination plan = new PlannedTermination(
                UUID.randomUUID(),
                selection.enlistedUntil(count.lastEnlistedAt()),
                count.heroes(),
                now().plus(GRACE),
                State.PLANNED,
                members());
        var unused = client.change(() -> plans.submitToKey(plan.id(), new PlannedTermination.StoreTermination(plan)));
        announce(plan);
        return Optional.of(plan);
    }

    /** The pending terminations that this center knows of. A local read, eventually consistent. */
    public List<PlannedTermination> planned() {
        boolean joining = hazelcast.getCluster().getLocalMember().isLiteMember();
        return joining ? List.of() : List.copyOf(announced().values());
    }

    /**
     * Undoes a termination, and returns false if it was too late.
     *
     * @throws RegistryUnavailableException if the other side of a split may carry it out
     */
    public boolean undo(UUID id) {
        client.requireWritable(); // a plan that is not merged yet is not there
        PlannedTermination plan = client.<@Nullable PlannedTermination>await(() -> plans.getAsync(id));
        boolean undone = plan != null && decide(id, State.UNDONE);
        if (undone) {
            announce(map -> map.remove(id));
            if (!mayDecide(plan)) {
                throw new RegistryUnavailableException(
                        "The termination is undone here, but most centers are out of reach and may still execute it",
                        null);
            }
        }
        return undone;
    }

    /** Whether another pending termination may include a hero of this one. */
    public boolean mayStillTerminate(UUID id) {
        PlannedTermination plan = client.<@Nullable PlannedTermination>await(() -> plans.getAsync(id));
        return plan != null
                && planned().stream()
                        .anyMatch(other ->
                                !other.id().equals(id) && other.selection().mayOverlap(plan.selection()));
    }

    /** Executes due plans that this center owns; to be called about twice a second. Does nothing while this center owns no plan. */
    public void executeDue() {
        if (plans.getLocalMapStats().getOwnedEntryCount() == 0) {
            return;
        }
        Set<UUID> own = plans.localKeySet();
        done.retainAll(own);
        IllegalStateException failure = null;
        for (UUID id : own) {
            if (!done.contains(id)) {
                try {
                    executeIfDue(id);
                } catch (RegistryUnavailableException e) {
                    log.debug("Termination {} is delayed; retrying", id, e);
                } catch (IllegalStateException e) {
                    failure = e; // the other plans do not wait for this one
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void executeIfDue(UUID id) {
        PlannedTermination plan = client.<@Nullable PlannedTermination>await(() -> plans.getAsync(id));
        if (plan == null || plan.state() == State.DONE) {
            done.add(id);
        } else if (!plan.dueAt().isAfter(now())) {
            if (mayDecide(plan)) {
                execute(plan);
            } else if (plan.state() != State.UNDONE) {
                announce(plan);
            }
        }
    }

    private void execute(PlannedTermination plan) {
        boolean begun = decide(plan.id(), State.BEGUN);
        if (begun && !mayDecide(plan)) {
            return; // this side became the smaller one while the call waited for its backups
        }
        int terminated = begun ? terminate(plan) : 0;
        // two centers may both consider themselves the owner; only the one that completes the plan publishes the event
        if (client.await(() -> plans.submitToKey(plan.id(), new PlannedTermination.CompleteTermination()))) {
            registry.publishTermination(plan.selection(), terminated);
        }
        announce(map -> map.remove(plan.id()));
    }

    private int terminate(PlannedTermination plan) {
        int terminated = registry.terminate(plan.id(), plan.selection());
        if (registry.count(plan.selection()).heroes() > 0) {
            // rosters do not repeat the command for heroes that a merge has added meanwhile
            terminated += registry.terminate(UUID.randomUUID(), plan.selection());
        }
        return terminated;
    }

    private boolean decide(UUID id, State state) {
        return client.change(() -> plans.submitToKey(id, new PlannedTermination.DecideTermination(state)));
    }

    private boolean mayDecide(PlannedTermination plan) {
        return plan.mayBeDecidedBy(centers.membershipView(), now());
    }

    /** The present data members, oldest first. */
    private List<UUID> members() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> !member.isLiteMember())
                .map(Member::getUuid)
                .toList();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }

    /** A copy of all plans on every center, for display only. Not available to a center that is still joining. */
    private ReplicatedMap<UUID, PlannedTermination> announced() {
        return hazelcast.getReplicatedMap(ANNOUNCED);
    }

    private void announce(PlannedTermination plan) {
        announce(map -> map.put(plan.id(), plan, ANNOUNCEMENT_TTL.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Best effort, as the plan decides: some centers may not show a new plan, or show an old one until it expires. */
    private void announce(Consumer<ReplicatedMap<UUID, PlannedTermination>> change) {
        try {
            change.accept(announced());
        } catch (IndeterminateOperationStateException | HazelcastInstanceNotActiveException e) {
            log.debug("Some centers may have missed the change of a planned termination", e);
        }
    }
}
