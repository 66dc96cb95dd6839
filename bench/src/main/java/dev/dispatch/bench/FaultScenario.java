package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.faults.Fault;
import dev.dispatch.bench.faults.FaultNetwork;
import dev.dispatch.bench.faults.FaultRun;
import dev.dispatch.bench.faults.FaultyCenters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Faults of real centers in network namespaces. Half of them hit immortal heroes, half of them mortal ones. */
final class FaultScenario extends Scenario {
    private static final int SHOWN = 5;

    FaultScenario() {
        super(
                "faults",
                "Faults of three centers in network namespaces, in random order, while clients enlist and terminate heroes.",
                List.of(
                        new Column("faults", "faults", 0),
                        new Column("heal", "healed after s, median", 1),
                        new Column("worst", "worst", 1),
                        new Column("answered", "answered requests", 0),
                        new Column("unanswered", "503 or no answer", 0),
                        new Column("violations", "violations", 0)),
                "Healed: all running centers are one cluster, answer, and no turn is overdue by a second. Counted from the kill,"
                        + " the signal, the start of the joining process, or the end of a freeze or cut.",
                "Violations: an acknowledged hero is lost, a terminated one is there, turns went back, or a hero's state is not"
                        + " that of its turns.",
                "Each fault runs as often as --repeat says. Needs root. Not part of a run of all scenarios.");
    }

    @Override
    List<Row> rows(BenchContext context) {
        context.log("seed %d; the logs of centers are in %s".formatted(context.seed(), context.logs()));
        Random random = new Random(context.seed());
        Map<Fault, List<Measurements>> runs = new EnumMap<>(Fault.class);
        try (FaultNetwork network = FaultNetwork.create(FaultyCenters.USUAL + 1)) {
            for (boolean immortal : List.of(true, false)) {
                Deque<Fault> schedule = schedule(immortal ? (context.repeat() + 1) / 2 : context.repeat() / 2, random);
                while (!schedule.isEmpty()) {
                    runUntilFailure(context, network, immortal, schedule, random, runs);
                }
            }
        } catch (BenchException e) {
            return List.of(Row.failed(Row.labels("fault", "all"), String.valueOf(e.getMessage())));
        }
        return runs.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Deque<Fault> schedule(int times, Random random) {
        List<Fault> faults = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            faults.addAll(List.of(Fault.values()));
        }
        Collections.shuffle(faults, random);
        return new ArrayDeque<>(faults);
    }

    /** Goes on with new centers after a fault from which they do not recover. */
    private static void runUntilFailure(
            BenchContext context,
            FaultNetwork network,
            boolean immortal,
            Deque<Fault> schedule,
            Random random,
            Map<Fault, List<Measurements>> runs) {
        try (FaultyCenters centers = FaultyCenters.start(
                context.project(), context.logs(), context.http(), network, context.centerOptions(), immortal)) {
            FaultRun run = new FaultRun(centers, immortal, random);
            while (!schedule.isEmpty()) {
                Fault fault = schedule.remove();
                List<Measurements> before = runs.computeIfAbsent(fault, none -> new ArrayList<>());
                try {
                    FaultRun.Outcome outcome = run.run(fault, random);
                    before.add(measurements(outcome));
                    context.log(
                            Row.labels("fault", fault, "heroes", immortal ? "immortal" : "mortal"),
                            before.get(before.size() - 1));
                    outcome.violations().stream()
                            .limit(SHOWN)
                            .forEach(violation -> context.log("violation: " + violation));
                } catch (BenchException e) {
                    before.add(new Measurements().with("violations", 1));
                    context.log("violation: after '%s': %s".formatted(fault, e.getMessage()));
                    return;
                }
            }
        }
    }

    private static Measurements measurements(FaultRun.Outcome outcome) {
        long all = sum(outcome.answers().values());
        long without =
                (long) outcome.answers().getOrDefault(0, 0) + outcome.answers().getOrDefault(503, 0);
        return new Measurements()
                .with("heal", outcome.healSeconds())
                .with("answered", all - without)
                .with("unanswered", without)
                .with("violations", outcome.violations().size());
    }

    private static Row row(Fault fault, List<Measurements> runs) {
        Measurements sums = new Measurements().with("faults", runs.size());
        for (String key : List.of("answered", "unanswered", "violations")) {
            sums = sums.with(key, values(key, runs).sum());
        }
        return Row.ofRuns(Row.labels("fault", fault), runs)
                .with(sums.with("worst", values("heal", runs).max().orElse(Double.NaN)));
    }

    private static DoubleStream values(String key, List<Measurements> runs) {
        return runs.stream()
                .map(run -> run.values().get(key))
                .filter(Objects::nonNull)
                .mapToDouble(value -> value);
    }

    private static long sum(Collection<Integer> counts) {
        return counts.stream().mapToLong(count -> count).sum();
    }
}
