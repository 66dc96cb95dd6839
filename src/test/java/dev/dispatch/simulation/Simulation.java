package dev.dispatch.simulation;

import dev.dispatch.simulation.Schedule.Settings;
import dev.dispatch.simulation.Schedule.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a schedule: a queue of events in virtual time, which counts milliseconds from the start. Everything runs in the calling
 * thread and depends on nothing but the schedule, so a run can be repeated.
 */
final class Simulation {
    /** How long a cluster may take to become whole after the last fault. */
    private static final long SETTLE_TIME = 150_000;

    /** How long everything is left alone before the last check. */
    private static final long REST_TIME = 6_000;

    /** As in {@code FreezeDetector}: how long a center takes no turns after a freeze if nobody gave it up. */
    private static final long SUSPENSION = 13_000;

    /** Longer than any message takes. */
    private static final long DELIVERY_TIME = 5_000;

    /** An event; a center that is frozen runs it later, and one that has crashed never. */
    private record Event(long at, long order, @Nullable SimulatedCenter center, Runnable action) {}

    final Settings settings;
    final Set<KnownHole> excluded;
    final @Nullable Fault planted;
    final SplittableRandom random;
    final Network network;
    final Invariants invariants;
    final List<SimulatedCenter> centers = new ArrayList<>();
    final Replication replication;
    final Membership membership;
    final Clients clients;
    private final @Nullable Store store;

    private final Schedule schedule;
    private final @Nullable Consumer<String> trace;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long order;
    private long now;
    private long executedEvents;

    /** With one fault planted, or none. */
    Simulation(Schedule schedule, Set<KnownHole> excluded, @Nullable Fault planted, @Nullable Consumer<String> trace) {
        this.schedule = schedule;
        this.settings = schedule.settings();
        this.excluded = excluded;
        this.planted = planted;
        this.trace = trace;
        this.random = new SplittableRandom(~schedule.seed());
        this.network = new Network(random);
        this.invariants = new Invariants(settings, excluded);
        this.replication = new Replication(this);
        this.membership = new Membership(this);
        this.clients = new Clients(this);
        this.store = settings.isStored() ? new Store(this, schedule.seed()) : null;
    }

    /** Runs the whole schedule; returns the first violation, or null if there is none. */
    @Nullable
    Violation run() {
        try {
            membership.start();
            long end = 0;
            for (Step step : schedule.steps()) {
                at(step.at(), null, () -> {
                    trace(() -> "-- " + step);
                    membership.perform(step);
                });
                end = Math.max(end, step.at() + 1_000);
            }
            runUntil(end);
            trace(() -> "-- all faults end");
            membership.heal();
            if (store != null) {
                store.heal();
            }
            settle();
            if (centers.stream().anyMatch(center -> center.frozenUntil > 0)) {
                runUntil(now + SUSPENSION);
            }
            long restsSince = now;
            runUntil(now + REST_TIME);
            replication.stopPatrols();
            clients.stopPlans();
            runUntil(now + DELIVERY_TIME);
            SimulatedCluster cluster = membership.clusters().get(0);
            trace(() -> "-- at rest");
            invariants.atRest(cluster, clusterTime(cluster.master()), restsSince);
            if (store != null) {
                store.atRest(cluster);
            }
            return null;
        } catch (Violation e) {
            trace(e::getMessage);
            return e;
        } catch (RuntimeException e) {
            trace(() -> Arrays.toString(e.getStackTrace()));
            return new Violation(Invariant.NOTHING_FAILS, e.toString());
        }
    }

    Store store() {
        return Objects.requireNonNull(store);
    }

    private void settle() {
        long limit = now + SETTLE_TIME;
        while (!(membership.isCalm()
                && replication.isWhole()
                && clients.isQuiet()
                && (store == null || store.isDrained()))) {
            if (now >= limit) {
                throw new Violation(
                        Invariant.CLUSTER_HEALS,
                        "calm %s, replicated %s, %s".formatted(membership.isCalm(), replication.isWhole(), clients));
            }
            clients.executePlans();
            runUntil(now + 500);
        }
    }

    private void runUntil(long until) {
        while (!events.isEmpty() && events.peek().at() <= until) {
            Event event = events.remove();
            now = event.at();
            SimulatedCenter center = event.center();
            if (center == null || center.isUp(now)) {
                executedEvents++;
                event.action().run();
            } else if (!center.crashed) {
                events.add(new Event(center.frozenUntil, event.order(), center, event.action()));
            }
        }
        now = until;
    }

    /** Runs an action at a center, or outside of all centers. */
    void at(long time, @Nullable SimulatedCenter center, Runnable action) {
        events.add(new Event(Math.max(now, time), order++, center, action));
    }

    void after(long delay, @Nullable SimulatedCenter center, Runnable action) {
        at(now + delay, center, action);
    }

    /** Sends a message; it is lost if the link is cut on its arrival, or if one end has left the other's cluster. */
    void send(SimulatedCenter from, SimulatedCenter to, Runnable delivery) {
        if (from == to) {
            delivery.run();
            return;
        }
        int fromSession = from.session;
        int toSession = to.session;
        at(network.arrival(from, to, now), to, () -> {
            boolean sameMembership = from.session == fromSession && to.session == toSession;
            if (network.isOpen(from, to) && sameMembership && to.cluster.members.contains(from)) {
                delivery.run();
            }
        });
    }

    long now() {
        return now;
    }

    long executedEvents() {
        return executedEvents;
    }

    /** The time of the cluster, as a center knows it. */
    long clusterTime(SimulatedCenter center) {
        SimulatedCenter master = center.cluster.master();
        boolean hears = master.cluster == center.cluster && master.isUp(now) && network.isOpen(master, center);
        long latency = random.nextInt(50) == 0 ? random.nextInt(800) : random.nextInt(3);
        return center.clusterTime(now, hears, latency);
    }

    UUID randomId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** One in so many. */
    boolean oneIn(int number) {
        return random.nextInt(number) == 0;
    }

    boolean has(Fault fault) {
        return planted == fault;
    }

    void trace(Supplier<String> text) {
        if (trace != null) {
            trace.accept("%10.3f s  %s".formatted(now / 1000.0, text.get()));
        }
    }
}
