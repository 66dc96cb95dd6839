package dev.dispatch.simulation;

import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.simulation.Schedule.StoreSettings;
import dev.dispatch.store.SimulatedStore;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.SavedHero;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The store of all centers, and what each center does with it, as {@code RosterStore} and {@code StoreLifecycle} do. Rows and statements
 * are real; see {@link SimulatedStore}.
 */
final class Store {
    private static final long INTERVAL = 500;
    private static final long INTERVAL_IF_ACKNOWLEDGED = 20;
    private static final long ALIVE_INTERVAL = 1_000;
    private static final long TIMEOUT = 10_000;
    private static final long MIN_BACK_OFF = 500;
    private static final long MAX_BACK_OFF = 10_000;

    /** One in so many transactions is slow although the store works. */
    private static final int SLOW = 1_000;

    private static final int MAX_SLOW = 3_000;

    /** What happens to a transaction while the store has a fault. */
    private enum Outcome {
        /** Nothing is written, and the center sees an error. */
        LOST,
        /** It is committed, but the center sees an error and repeats it. */
        REPEATED,
        /** Only its commit is late: the center sees an error before, or is gone. Other transactions wait for its locks. */
        LATE,
        /** All of it happens later, if its center lives until then. */
        SLOW,
        NORMAL
    }

    private final Simulation simulation;
    private final Schedule.Settings settings;
    private final StoreSettings options;
    private final SimulatedStore database = SimulatedStore.empty();
    private final SplittableRandom random;
    private final StoreInvariants invariants;
    private int fault;
    private long faultUntil;

    /** When the last transaction ended that was late or failed. */
    private long failedAt;

    private long lockedUntil;
    private boolean healed;

    /** The work of one center, one step after the other. */
    private final class Worker {
        final SimulatedCenter center;
        final Deque<Runnable> steps = new ArrayDeque<>();
        int run;
        long aliveAt = -ALIVE_INTERVAL;
        long backOff;

        /** When the transaction that opens the run got its lock, in the time of the cluster. */
        long lockedAt;

        boolean recorded;
        boolean more;

        Worker(SimulatedCenter center) {
            this.center = center;
        }

        /** As {@code RosterStore.work}. */
        void work() {
            steps.clear();
            recorded = false;
            more = false;
            Map<Integer, UnsavedChanges> unsaved = new TreeMap<>();
            List<Integer> missing = new ArrayList<>();
            for (int partition = 0; partition < settings.partitions(); partition++) {
                if (center.cluster.owns(center, partition) && !center.cluster.migrating[partition]) {
                    Roster roster = center.replicas[partition].roster;
                    if (roster == null) {
                        missing.add(partition);
                    } else {
                        unsaved.put(partition, roster.unsaved(options.limit()));
                    }
                }
            }
            if (run == 0) {
                steps.add(this::open);
            }
            if (simulation.now() - aliveAt >= ALIVE_INTERVAL) {
                steps.add(this::heartbeat);
            }
            missing.forEach(partition -> steps.add(() -> load(partition)));
            Map<Integer, UnsavedChanges> changed = new TreeMap<>();
            unsaved.forEach((partition, changes) -> {
                more |= changes.upTo() < changes.end();
                if (changes.incomplete()) {
                    steps.add(() -> saveAll(partition));
                } else if (changes.upTo() > changes.from()) {
                    changed.put(partition, changes);
                }
            });
            if (!changed.isEmpty()) {
                Map<Integer, List<SavedHero>> heroes = new TreeMap<>();
                changed.forEach((partition, changes) -> heroes.put(partition, changes.heroes()));
                if (!simulation.has(Fault.MARKED_BEFORE_SAVED)) {
                    steps.add(() -> call(() -> save(heroes)));
                }
                changed.forEach((partition, changes) -> steps.add(() -> markSaved(partition, changes.upTo(), false)));
                if (simulation.has(Fault.MARKED_BEFORE_SAVED)) {
                    steps.add(() -> call(() -> save(heroes)));
                }
            }
            next();
        }

        private void next() {
            Runnable step = steps.poll();
            if (step != null) {
                step.run();
            } else {
                backOff = 0;
                again(recorded && more ? 1 : options.acknowledgesStored() ? INTERVAL_IF_ACKNOWLEDGED : INTERVAL);
            }
        }

        private void failed() {
            failedAt = Math.max(failedAt, simulation.now());
            backOff = backOff == 0 ? MIN_BACK_OFF : Math.min(MAX_BACK_OFF, 2 * backOff);
            again(healed ? INTERVAL : backOff);
        }

        private void again(long delay) {
            simulation.after(delay, center, this::work);
        }

        /** Joins the run of the others, or opens one. */
        private void open() {
            int[] opened = {center.cluster.run};
            steps.addFirst(() -> {
                run = opened[0];
                center.cluster.run = Math.max(center.cluster.run, run);
                next();
            });
            if (opened[0] > 0) {
                next();
                return;
            }
            call(() -> {
                if (center.cluster.run > 0 && simulation.excluded.contains(KnownHole.LATE_START)) {
                    opened[0] = center.cluster.run;
                    return;
                }
                opened[0] = database.openRun(
                        () -> lockedAt,
                        settings.rules(),
                        settings.partitions(),
                        options.resumes(),
                        name -> Math.floorMod(name.hashCode(), settings.partitions()));
                simulation.invariants.run = opened[0];
                simulation.trace(() -> "%s opens run %d".formatted(center, opened[0]));
            });
        }

        private void heartbeat() {
            long now = simulation.clusterTime(center);
            call(() -> {
                run = Math.max(run, database.latestRun());
                center.cluster.run = Math.max(center.cluster.run, run);
                database.alive(run, now);
                aliveAt = simulation.now();
            });
        }

        private void load(int partition) {
            simulation.invariants.disturb(simulation.now());
            Roster[] loaded = new Roster[1];
            long now = simulation.clusterTime(center);
            steps.addFirst(
                    () -> execute(partition, new Operation.Load(Objects.requireNonNull(loaded[0])), answer -> {}));
            // readers wait for no locks
            simulation.after(1 + random.nextInt(500), center, () -> {
                if (outcome() == Outcome.LOST) {
                    failed();
                } else {
                    loaded[0] = database.load(partition, now, options.resumes());
                    invariants.read(partition, loaded[0]);
                    simulation.after(1 + random.nextInt(500), center, this::next);
                }
            });
        }

        private void save(Map<Integer, List<SavedHero>> heroes) {
            simulation.trace(() -> "%s saves %s".formatted(center, heroes));
            plant(heroes);
            database.save(run, heroes);
            heroes.forEach(invariants::saved);
        }

        /** As {@code RosterStore.saveAll}. */
        private void saveAll(int partition) {
            Roster present = center.replicas[partition].roster;
            if (present == null || !center.cluster.owns(center, partition)) {
                next();
                return;
            }
            long copiedAt = simulation.clusterTime(center);
            long position = present.position();
            List<SavedHero> heroes = present.livingAndEnded();
            Map<String, Long> living = heroes.stream()
                    .filter(SavedHero::lives)
                    .collect(Collectors.toMap(SavedHero::name, SavedHero::enlistedAt));
            steps.addFirst(() -> markSaved(partition, position, true));
            steps.addFirst(() -> call(() -> {
                simulation.trace(() -> "%s ends in %d all but %s".formatted(center, partition, living));
                database.endMissing(partition, living, copiedAt, copiedAt);
            }));
            for (int from = 0; from < heroes.size(); from += options.limit()) {
                List<SavedHero> part = heroes.subList(from, Math.min(from + options.limit(), heroes.size()));
                steps.addFirst(() -> call(() -> save(Map.of(partition, part))));
            }
            next();
        }

        private void markSaved(int partition, long position, boolean all) {
            execute(
                    partition,
                    new Operation.MarkSaved(new RosterCommand.MarkSaved(center.id, position, all)),
                    answer -> recorded |= Boolean.TRUE.equals(answer));
        }

        /** Runs an operation at the owner, and goes on after its answer. */
        private void execute(int partition, Operation operation, Consumer<Object> onAnswer) {
            boolean[] over = {false};
            SimulatedCenter owner = center.cluster.owner(partition);
            if (owner != null) {
                simulation.send(center, owner, () -> {
                    boolean executed = simulation.replication.execute(
                            owner,
                            partition,
                            operation,
                            true,
                            answer -> simulation.send(owner, center, () -> {
                                if (!over[0]) {
                                    over[0] = true;
                                    if (answer != null) {
                                        onAnswer.accept(answer);
                                    }
                                    next();
                                }
                            }));
                    if (!executed && owner == center && !over[0]) {
                        over[0] = true;
                        failed();
                    }
                });
            }
            simulation.after(TIMEOUT, center, () -> {
                if (!over[0]) {
                    over[0] = true;
                    failed();
                }
            });
        }

        /** Runs one transaction, and goes on if it succeeds. */
        private void call(Runnable transaction) {
            boolean slow = random.nextInt(SLOW) == 0 || outcome() == Outcome.SLOW;
            if (slow) {
                failedAt = simulation.now() + MAX_SLOW;
            }
            simulation.after(
                    1 + random.nextInt(slow ? MAX_SLOW : 10),
                    center,
                    () -> commit(transaction, simulation.now() + TIMEOUT));
        }

        /** As SQLite does, it gives up if others hold the lock for too long. */
        private void commit(Runnable transaction, long limit) {
            if (simulation.now() > limit) {
                failed();
                return;
            }
            if (simulation.now() <= lockedUntil) {
                simulation.at(lockedUntil + 1, center, () -> commit(transaction, limit));
                return;
            }
            Outcome outcome = outcome();
            long answer = simulation.now() + 1;
            long delay = outcome == Outcome.LATE ? random.nextInt(8_000) : 0;
            lockedUntil = simulation.now() + delay;
            if (outcome != Outcome.LOST) {
                if (run == 0) {
                    lockedAt = simulation.clusterTime(center);
                }
                simulation.after(delay, null, transaction);
            }
            if (simulation.now() < faultUntil) {
                failedAt = Math.max(failedAt, faultUntil);
            }
            boolean succeeds = outcome == Outcome.NORMAL || outcome == Outcome.SLOW;
            if (!succeeds) {
                simulation.trace(() -> "%s: a transaction is %s".formatted(center, outcome));
            }
            simulation.at(answer, center, succeeds ? this::next : this::failed);
        }
    }

    Store(Simulation simulation, long seed) {
        this.simulation = simulation;
        this.settings = simulation.settings;
        this.options = Objects.requireNonNull(settings.store());
        this.random = new SplittableRandom(seed ^ 0x5707);
        this.invariants = simulation.invariants.store(database);
    }

    private Outcome outcome() {
        if (simulation.now() >= faultUntil) {
            return Outcome.NORMAL;
        }
        Outcome[] all = Outcome.values();
        return fault < all.length ? all[fault] : all[random.nextInt(all.length)];
    }

    /** Begins the work of a center. */
    void start(SimulatedCenter center) {
        Worker worker = new Worker(center);
        simulation.after(random.nextLong(INTERVAL), center, worker::work);
    }

    /** Begins a fault: one kind, or all in turn. */
    void fail(int kind, long millis) {
        fault = kind % (2 * Outcome.values().length);
        faultUntil = simulation.now() + millis;
    }

    /** Ends all faults. */
    void heal() {
        faultUntil = 0;
        healed = true;
    }

    /** Whether each roster is loaded, and all its changes are saved. */
    boolean isDrained() {
        SimulatedCluster cluster = simulation.membership.clusters().get(0);
        for (int partition = 0; partition < settings.partitions(); partition++) {
            SimulatedCenter owner = cluster.owner(partition);
            Roster roster = owner == null ? null : owner.replicas[partition].roster;
            if (roster == null
                    || roster.unsaved(1).incomplete()
                    || roster.unsaved(1).waiting() > 0) {
                return false;
            }
        }
        return true;
    }

    long lastAliveAt() {
        return database.lastAliveAt();
    }

    /** The centers begin to stop now. */
    void stopping() {
        invariants.stopping(simulation.now(), failedAt);
    }

    /** All centers have stopped. */
    void stopped() {
        invariants.stopped();
    }

    /** A roster has been created from the store. */
    void loaded(SimulatedCluster cluster, SimulatedCenter owner, Replica replica) {
        simulation.invariants.disturb(simulation.now());
        long virtualTime = simulation.now() - simulation.clusterTime(owner);
        invariants.loaded(cluster.histories[replica.partition], replica, virtualTime);
    }

    /** All faults are over, all changes are saved, and no center saves more. */
    void atRest(SimulatedCluster cluster) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            Roster roster =
                    cluster.table.get(partition).get(0).replicas[partition].roster();
            long now = simulation.clusterTime(cluster.master());
            invariants.atRest(partition, roster, database.load(partition, now, options.resumes()));
        }
    }

    /** Lets the store break its rules. */
    private void plant(Map<Integer, List<SavedHero>> heroes) {
        heroes.forEach((partition, saved) -> {
            Map<String, SavedHero> rows =
                    simulation.has(Fault.STORE_IGNORES_INCARNATIONS) || simulation.has(Fault.STORE_REVIVES_ENDED)
                            ? database.rows(partition)
                            : Map.of();
            for (SavedHero hero : saved) {
                SavedHero row = rows.get(hero.name());
                boolean replaced = row != null
                        && (simulation.has(Fault.STORE_IGNORES_INCARNATIONS)
                                ? row.enlistedAt() > hero.enlistedAt()
                                : row.enlistedAt() == hero.enlistedAt() && !row.lives());
                if (replaced) {
                    database.delete(partition, hero.name());
                }
            }
        });
    }
}
