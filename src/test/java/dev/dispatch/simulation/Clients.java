package dev.dispatch.simulation;

import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.protocol.PlannedTermination;
import dev.dispatch.registry.protocol.PlannedTermination.CompleteTermination;
import dev.dispatch.registry.protocol.PlannedTermination.DecideTermination;
import dev.dispatch.registry.protocol.PlannedTermination.StoreTermination;
import dev.dispatch.registry.protocol.RosterCommand;
import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.simulation.Operation.ChangePlan;
import dev.dispatch.simulation.Operation.Command;
import dev.dispatch.simulation.Operation.Query;
import dev.dispatch.simulation.Schedule.Step;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.superhero.MembershipView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The requests of clients, with the retries of {@code RosterClient}, and the execution of planned terminations. */
final class Clients {
    /** As {@code RosterClient} has them. */
    private static final long TIMEOUT = 10_000;

    private static final long ATTEMPT_TIMEOUT = 2_000;
    private static final long EXECUTE_DUE = 500;

    private static final int NAMES = 7;

    private final Simulation simulation;
    private final int partitions;
    private final List<PlannedTermination> planned = new ArrayList<>();
    private final Set<UUID> executing = new HashSet<>();
    private boolean executesPlans;
    private boolean stopped;
    private int pending;

    /** A call that a center makes to one or several partitions, until all have answered or the time is over. */
    private final class Call {
        final SimulatedCenter center;
        final Map<Integer, Operation> missing;
        final Map<Integer, Object> answers = new TreeMap<>();
        final Consumer<@Nullable Map<Integer, Object>> onDone;
        final long deadline;
        boolean done;

        Call(
                SimulatedCenter center,
                Map<Integer, Operation> operations,
                long timeout,
                Consumer<@Nullable Map<Integer, Object>> onDone) {
            this.center = center;
            this.missing = new TreeMap<>(operations);
            this.onDone = onDone;
            this.deadline = simulation.now() + timeout;
            pending++;
            attempt();
        }

        void attempt() {
            if (done) {
                return;
            }
            if (center.crashed || simulation.now() >= deadline) {
                finish(null);
                return;
            }
            if (simulation.has(Fault.RETRY_WITH_NEW_ID) && simulation.now() > deadline - TIMEOUT) {
                missing.replaceAll((partition, operation) -> withNewId(operation));
            }
            List.copyOf(missing.entrySet()).forEach(entry -> submit(entry.getKey(), entry.getValue()));
            if (!done) {
                // not at the center: a crash must end the call, too
                simulation.after(ATTEMPT_TIMEOUT, null, this::attempt);
            }
        }

        void submit(int partition, Operation operation) {
            SimulatedCenter owner = center.cluster.owner(partition);
            if (owner == null || done || !center.isUp(simulation.now())) {
                return;
            }
            simulation.send(center, owner, () -> {
                boolean executed = simulation.replication.execute(
                        owner,
                        partition,
                        operation,
                        true,
                        answer -> simulation.send(owner, center, () -> answered(partition, operation, answer)));
                if (!executed) {
                    simulation.after(50, center, () -> submit(partition, operation));
                }
            });
        }

        void answered(int partition, Operation operation, @Nullable Object answer) {
            if (answer == null && simulation.settings.isStored()) {
                simulation.after(50, center, () -> submit(partition, operation)); // it is not loaded yet
                return;
            }
            if (done || missing.remove(partition) == null) {
                return;
            }
            if (answer != null) {
                answers.put(partition, answer);
            }
            if (operation instanceof Command command && answer instanceof Integer count) {
                simulation.trace(() -> "%s is told %d by %s".formatted(center, count, command.id()));
                simulation.invariants.acknowledged(center.cluster, partition, command, count, simulation.now());
            }
            if (missing.isEmpty()) {
                finish(answers);
            }
        }

        void finish(@Nullable Map<Integer, Object> result) {
            done = true;
            pending--;
            onDone.accept(result);
        }
    }

    Clients(Simulation simulation) {
        this.simulation = simulation;
        this.partitions = simulation.settings.partitions();
    }

    @Override
    public String toString() {
        return "%d calls pending, plans %s, executing %s".formatted(pending, anyPlans(plan -> true), executing);
    }

    boolean isQuiet() {
        return pending == 0 && !anyPlans(plan -> plan.state() != PlannedTermination.State.DONE);
    }

    void perform(Step step, SimulatedCenter center) {
        if (!center.isUp(simulation.now()) || center.leaving) {
            return;
        }
        String name = "Hero " + (step.other() % NAMES);
        boolean impatient = step.millis() % 5 == 0;
        boolean insists = step.millis() % 3 == 0;
        switch (step.action()) {
            case ENLIST -> enlist(center, List.of(name), impatient ? ATTEMPT_TIMEOUT : TIMEOUT, insists);
            case ENLIST_BATCH ->
                enlist(
                        center,
                        IntStream.range(0, 3)
                                .mapToObj(i -> "Hero " + (step.other() + i) % NAMES)
                                .toList(),
                        TIMEOUT,
                        insists);
            case ENLIST_CROWD ->
                enlist(
                        center,
                        IntStream.range(0, step.other())
                                .mapToObj(i -> "Extra " + i)
                                .toList(),
                        TIMEOUT,
                        insists);
            case TERMINATE -> terminate(center, HeroSelection.named(List.of(name)), () -> {});
            case TERMINATE_CHOSEN -> terminate(center, chosen(step.other()), () -> {});
            case TERMINATE_MATCHING -> terminate(center, search(step.other()), () -> {});
            case REENLIST ->
                terminate(
                        center,
                        HeroSelection.named(List.of(name)),
                        () -> enlist(center, List.of(name), TIMEOUT, insists));
            case PLAN -> plan(center, step.other() % 2 == 0 ? chosen(step.other()) : search(step.other()));
            case UNDO -> undo(center, step.other());
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private static HeroSelection chosen(int number) {
        return HeroSelection.named(IntStream.range(0, NAMES)
                .filter(i -> ((number >> i) & 1) == 1)
                .mapToObj(i -> "Hero " + i)
                .toList());
    }

    private static HeroSelection search(int number) {
        return HeroSelection.matching(number % 3 == 0 ? "" : "hero " + number % NAMES);
    }

    private void enlist(SimulatedCenter center, List<String> names, long timeout, boolean insists) {
        long now = simulation.clusterTime(center);
        UUID id = simulation.randomId();
        Map<Integer, Operation> parts = new HashMap<>();
        byPartition(names)
                .forEach((partition, part) -> parts.put(
                        partition,
                        command(id, part, new RosterCommand.Enlist(id, part, now, simulation.settings.rules()))));
        change(center, parts, timeout, answers -> {
            if (answers == null && insists && center.isUp(simulation.now())) {
                enlist(center, names, TIMEOUT, false);
            }
        });
    }

    private void terminate(SimulatedCenter center, HeroSelection selection, Runnable onDone) {
        UUID id = simulation.randomId();
        terminate(center, id, selection, answers -> {
            if (answers != null) {
                onDone.run();
            }
        });
    }

    private void terminate(
            SimulatedCenter center, UUID id, HeroSelection selection, Consumer<@Nullable Map<Integer, Object>> onDone) {
        long now = simulation.clusterTime(center);
        Map<Integer, Operation> parts = byPartition(
                selection, (partition, part) -> command(id, List.of(), new RosterCommand.Terminate(id, part, now)));
        if (parts.isEmpty()) {
            onDone.accept(Map.of());
        } else {
            change(center, parts, TIMEOUT, onDone);
        }
    }

    /** Executes commands; with a store that acknowledges, as {@code RosterClient.awaitSaved} does. */
    private void change(
            SimulatedCenter center,
            Map<Integer, Operation> commands,
            long timeout,
            Consumer<@Nullable Map<Integer, Object>> onDone) {
        Schedule.StoreSettings store = simulation.settings.store();
        if (store == null || !store.acknowledgesStored()) {
            var unused = new Call(center, commands, timeout, onDone);
            return;
        }
        int session = center.session;
        Map<Integer, Operation> positions = new TreeMap<>();
        commands.keySet().forEach(partition -> positions.put(partition, new Query(new RosterQuery.FindPosition())));
        call(
                center,
                positions,
                onDone,
                before -> call(center, commands, onDone, answers -> {
                    call(
                            center,
                            positions,
                            onDone,
                            after -> awaitSaved(center, after, simulation.now() + TIMEOUT, onDone, () -> {
                                call(center, areSaved(before), onDone, saved -> {
                                    if (saved.containsValue(false) || center.session != session) {
                                        onDone.accept(null);
                                    } else {
                                        commands.values()
                                                .forEach(command -> simulation.invariants.stored(
                                                        center.cluster, (Command) command));
                                        onDone.accept(answers);
                                    }
                                });
                            }));
                }));
    }

    private void awaitSaved(
            SimulatedCenter center,
            Map<Integer, Object> positions,
            long deadline,
            Consumer<@Nullable Map<Integer, Object>> onFailure,
            Runnable onSaved) {
        call(center, areSaved(positions), onFailure, saved -> {
            if (!saved.containsValue(false) || simulation.has(Fault.STORED_NOT_AWAITED)) {
                onSaved.run();
            } else if (simulation.now() > deadline) {
                onFailure.accept(null);
            } else {
                simulation.after(20, null, () -> awaitSaved(center, positions, deadline, onFailure, onSaved));
            }
        });
    }

    private static Map<Integer, Operation> areSaved(Map<Integer, Object> positions) {
        Map<Integer, Operation> queries = new TreeMap<>();
        positions.forEach(
                (partition, position) -> queries.put(partition, new Query(new RosterQuery.IsSaved((Long) position))));
        return queries;
    }

    private void call(
            SimulatedCenter center,
            Map<Integer, Operation> operations,
            Consumer<@Nullable Map<Integer, Object>> onFailure,
            Consumer<Map<Integer, Object>> onAnswers) {
        var unused = new Call(center, operations, TIMEOUT, answers -> {
            if (answers == null) {
                onFailure.accept(null);
            } else {
                onAnswers.accept(answers);
            }
        });
    }

    private Command command(UUID id, List<String> names, RosterCommand<Integer> command) {
        return new Command(id, simulation.now(), id, names, command);
    }

    private Operation withNewId(Operation operation) {
        if (!(operation instanceof Command command)) {
            return operation;
        }
        UUID id = simulation.randomId();
        RosterCommand<Integer> renamed = command.command() instanceof RosterCommand.Enlist enlist
                ? new RosterCommand.Enlist(id, enlist.names(), enlist.now(), enlist.rules())
                : command.command();
        return new Command(command.request(), command.madeAt(), id, command.names(), renamed);
    }

    private void plan(SimulatedCenter center, HeroSelection selection) {
        Map<Integer, Operation> questions =
                byPartition(selection, (partition, part) -> new Query(new RosterQuery.CountSelection(selection)));
        if (questions.isEmpty()) {
            return;
        }
        long plannedAt = simulation.now();
        var unused = new Call(center, questions, TIMEOUT, counts -> {
            if (counts == null) {
                return;
            }
            HeroSelection.Count count = HeroSelection.Count.NONE;
            for (Object each : counts.values()) {
                count = count.plus((HeroSelection.Count) each);
            }
            if (count.heroes() > 0) {
                HeroSelection limited = simulation.has(Fault.PLAN_WITHOUT_LIMIT)
                        ? selection
                        : selection.enlistedUntil(count.lastEnlistedAt());
                store(center, limited, count.heroes());
            }
        });
        simulation.trace(() -> "%s plans %s at %d".formatted(center, selection, plannedAt));
    }

    private void store(SimulatedCenter center, HeroSelection selection, int count) {
        UUID id = simulation.randomId();
        PlannedTermination plan = new PlannedTermination(
                id,
                selection,
                count,
                Instant.ofEpochMilli(simulation.clusterTime(center)).plus(PlannedTerminations.GRACE),
                PlannedTermination.State.PLANNED,
                members(center));
        simulation.invariants.planned(id, simulation.now());
        planned.add(plan);
        var unused = new Call(
                center, Map.of(partition(id), new ChangePlan(id, new StoreTermination(plan))), TIMEOUT, answers -> {});
        executePlans();
    }

    private void undo(SimulatedCenter center, int number) {
        if (planned.isEmpty()) {
            return;
        }
        PlannedTermination plan = planned.get(planned.size() - 1 - number % Math.min(2, planned.size()));
        UUID id = plan.id();
        var unused = new Call(
                center, Map.of(partition(id), decide(id, PlannedTermination.State.UNDONE)), TIMEOUT, answers -> {
                    if (answers != null && answers.containsValue(true) && mayDecide(center, plan)) {
                        simulation.trace(() -> "%s has undone %s".formatted(center, id));
                        simulation.invariants.undone(id);
                    }
                });
    }

    private static ChangePlan decide(UUID id, PlannedTermination.State state) {
        return new ChangePlan(id, new DecideTermination(state));
    }

    private boolean mayDecide(SimulatedCenter center, PlannedTermination plan) {
        return simulation.has(Fault.SMALLER_SIDE_DECIDES)
                || plan.mayBeDecidedBy(
                        new MembershipView(Set.copyOf(members(center)), Set.of(), Set.of()),
                        Instant.ofEpochMilli(simulation.clusterTime(center)));
    }

    private static List<UUID> members(SimulatedCenter center) {
        return center.cluster.members.stream().map(member -> member.id).toList();
    }

    private boolean anyPlans(Predicate<PlannedTermination> condition) {
        for (SimulatedCenter center : simulation.centers) {
            for (Replica replica : center.replicas) {
                if (!center.crashed
                        && replica.plans.values().stream().anyMatch(condition)
                        && center.cluster.table.get(replica.partition).contains(center)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Ends the execution of plans, so that all replicas become equal. */
    void stopPlans() {
        stopped = true;
    }

    /** Begins to carry out plans that are due, until there are none. */
    void executePlans() {
        if (!executesPlans && !stopped) {
            executesPlans = true;
            simulation.after(EXECUTE_DUE, null, () -> {
                executesPlans = false;
                if (stopped) {
                    return;
                }
                for (SimulatedCenter center : simulation.centers) {
                    if (center.isUp(simulation.now())) {
                        executeDue(center);
                    }
                }
                if (!isQuiet()) {
                    executePlans();
                }
            });
        }
    }

    /** As {@code PlannedTerminations.executeDue}. */
    private void executeDue(SimulatedCenter center) {
        for (int partition = 0; partition < partitions; partition++) {
            if (center.cluster.owns(center, partition)) {
                for (PlannedTermination plan : List.copyOf(center.replicas[partition].plans.values())) {
                    boolean due = plan.state() != PlannedTermination.State.DONE
                            && plan.dueAt().toEpochMilli() <= simulation.clusterTime(center);
                    if (due && mayDecide(center, plan) && executing.add(key(center, plan))) {
                        execute(center, partition, plan);
                    }
                }
            }
        }
    }

    private static UUID key(SimulatedCenter center, PlannedTermination plan) {
        return new UUID(center.index, plan.id().hashCode());
    }

    private void execute(SimulatedCenter center, int partition, PlannedTermination plan) {
        Runnable end = () -> executing.remove(key(center, plan));
        Operation begin = decide(plan.id(), PlannedTermination.State.BEGUN);
        Operation complete = new ChangePlan(plan.id(), new CompleteTermination());
        var unused = new Call(center, Map.of(partition, begin), TIMEOUT, begun -> {
            if (begun == null || (begun.containsValue(true) && !mayDecide(center, plan))) {
                end.run();
            } else if (begun.containsValue(true)) {
                terminate(center, plan.id(), plan.selection(), answers -> {
                    if (answers == null) {
                        end.run();
                    } else {
                        call(center, partition, complete, end);
                    }
                });
            } else {
                call(center, partition, complete, end);
            }
        });
    }

    private void call(SimulatedCenter center, int partition, Operation operation, Runnable onEnd) {
        var unused = new Call(center, Map.of(partition, operation), TIMEOUT, answers -> onEnd.run());
    }

    private int partition(Object key) {
        return Math.floorMod(key.hashCode(), partitions);
    }

    private Map<Integer, List<String>> byPartition(List<String> names) {
        Map<Integer, List<String>> parts = new TreeMap<>();
        names.forEach(name -> parts.computeIfAbsent(partition(name), first -> new ArrayList<>())
                .add(name));
        return parts;
    }

    private Map<Integer, Operation> byPartition(
            HeroSelection selection, BiFunction<Integer, HeroSelection, Operation> operation) {
        Map<Integer, Operation> parts = new TreeMap<>();
        if (selection.search() != null) {
            for (int partition = 0; partition < partitions; partition++) {
                parts.put(partition, operation.apply(partition, selection));
            }
        } else {
            byPartition(selection.names())
                    .forEach((partition, names) ->
                            parts.put(partition, operation.apply(partition, selection.withNames(names))));
        }
        return parts;
    }
}
