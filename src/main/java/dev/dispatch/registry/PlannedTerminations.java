package dev.dispatch.registry;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.replicatedmap.ReplicatedMap;
import dev.dispatch.cluster.member.CompactType;
import dev.dispatch.registry.protocol.DecideTermination;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.PlannedTermination.State;
import dev.dispatch.registry.protocol.TerminationTypes;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.SelectionCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PlannedTerminations that can still be undone, from any center. A plan is held by an owner and its backups. When it is due, whoever
 * owns it then marks it as begun, terminates, and removes it; a center that is lost on the way leaves a plan that is due, or
 * begun, to the next owner, who does the rest. To do all of it twice does no harm: it is one command, with the id of the plan, and
 * strikes nobody who enlisted after those who were chosen. Whether it is undone or begun is decided once, on the entry.
 *
 * <p>When both halves of a split cluster have the plan, it is enough that one of them carries it out.
 */
public class PlannedTerminations {
    /** How long a termination can be undone. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    /** The most who can be chosen by name at once. */
    public static final int MAX_NAMES = 500;

    private static final String MAP = "terminations";
    private static final String ANNOUNCED = "announced-terminations";
    private static final Duration FORGOTTEN_AFTER = GRACE.multipliedBy(2);
    private static final Logger log = LoggerFactory.getLogger(PlannedTerminations.class);

    private final IMap<UUID, PlannedTermination> plans;
    private final HazelcastInstance hazelcast;
    private final TerminationExecutor chosen;
    private final RosterClient calls;
    private final LongSupplier clock;

    PlannedTerminations(
            HazelcastInstance hazelcast, TerminationExecutor chosen, RosterClient calls, LongSupplier clock) {
        this.plans = hazelcast.getMap(MAP);
        this.hazelcast = hazelcast;
        this.chosen = chosen;
        this.calls = calls;
        this.clock = clock;
    }

    static void configure(Config config, int backups) {
        config.addMapConfig(new MapConfig(MAP).setBackupCount(backups));
        CompactType.register(config, TerminationTypes.ALL);
    }

    /**
     * Plans to terminate those who are chosen, of whom it remembers the last to have enlisted; plans nothing if there are none.
     *
     * @throws IllegalArgumentException if more than {@link #MAX_NAMES} names are chosen
     */
    public Optional<PlannedTermination> plan(HeroSelection choice) {
        int names = choice.names().size();
        if (names > MAX_NAMES) {
            throw new IllegalArgumentException("At most %d can be chosen by name, not %d".formatted(MAX_NAMES, names));
        }
        calls.requireEnoughCenters();
        SelectionCount now = chosen.count(choice);
        if (now.heroes() == 0) {
            return Optional.empty();
        }
        PlannedTermination plan = new PlannedTermination(
                UUID.randomUUID(),
                choice.enlistedUntil(now.lastEnlistedAt()),
                now.heroes(),
                Instant.ofEpochMilli(clock.getAsLong()).plus(GRACE),
                State.PLANNED);
        var unused = calls.await(() -> plans.setAsync(plan.id(), plan));
        announced().put(plan.id(), plan, FORGOTTEN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.of(plan);
    }

    /** Those that are about to happen, as far as this center has heard. Asks nobody. */
    public List<PlannedTermination> planned() {
        boolean joining = hazelcast.getCluster().getLocalMember().isLiteMember();
        return joining ? List.of() : List.copyOf(announced().values());
    }

    /** Undoes a termination, and returns whether it was not too late for that. */
    public boolean undo(UUID id) {
        boolean undone = decide(id, State.UNDONE);
        if (undone) {
            announced().remove(id);
        }
        return undone;
    }

    /** Carries out what is due and owned by this center; expected about twice a second. Asks nobody as long as it owns no plan. */
    public void carryOut() {
        if (plans.getLocalMapStats().getOwnedEntryCount() == 0) {
            return;
        }
        Instant now = Instant.ofEpochMilli(clock.getAsLong());
        for (UUID id : plans.localKeySet()) {
            try {
                PlannedTermination plan = calls.await(() -> plans.getAsync(id));
                if (plan != null && !plan.dueAt().isAfter(now)) {
                    carryOut(plan);
                }
            } catch (RegistryUnavailableException e) {
                log.debug("The termination {} has to wait for its next owner, or for better times", id, e);
            }
        }
    }

    private void carryOut(PlannedTermination plan) {
        int terminated = decide(plan.id(), State.BEGUN) ? chosen.terminate(plan.id(), plan.choice()) : 0;
        // whoever removes it tells of it, if two believe to be the owner
        if (calls.await(() -> plans.removeAsync(plan.id())) != null) {
            chosen.tellOf(plan.choice(), terminated);
        }
        announced().remove(plan.id());
    }

    private boolean decide(UUID id, State state) {
        return calls.await(() -> plans.submitToKey(id, new DecideTermination(state)));
    }

    /** What all centers know of the plans: to show them, and for nothing else. One that only joins cannot have it. */
    private ReplicatedMap<UUID, PlannedTermination> announced() {
        return hazelcast.getReplicatedMap(ANNOUNCED);
    }
}
