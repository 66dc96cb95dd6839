package dev.dispatch.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The command line of the simulator, {@code bin/simulate}. */
@SuppressWarnings("SystemOut") // a command line tool
final class Simulate {
    private static final Duration FAULT_LIMIT = Duration.ofMinutes(1);

    /** The outcome of many schedules; with the first few that failed. */
    record Result(long schedules, long events, double seconds, List<Schedule> failed, List<Violation> violations) {
        double perSecond() {
            return schedules / seconds;
        }

        /** What somebody needs to see the first failure again. */
        String describe() {
            Schedule first = failed.get(0);
            return "%s%nReplay it step by step: bin/simulate --seed %d%s --trace"
                    .formatted(
                            violations.get(0).getMessage(),
                            first.seed(),
                            first.settings().isStored() ? " --store" : "");
        }
    }

    private Simulate() {}

    public static void main(String[] arguments) {
        List<String> options = new ArrayList<>(List.of(arguments));
        Set<KnownHole> excluded = EnumSet.allOf(KnownHole.class);
        for (int include = options.indexOf("--include"); include >= 0; include = options.indexOf("--include")) {
            options.remove(include);
            excluded.remove(KnownHole.valueOf(options.remove(include)));
        }
        boolean trace = options.remove("--trace");
        boolean stored = options.remove("--store");
        if (options.remove("--test-the-tester")) {
            System.exit(testTheTester(excluded) ? 0 : 1);
        }
        int seed = options.indexOf("--seed");
        if (seed >= 0) {
            System.exit(replay(Long.parseLong(options.get(seed + 1)), stored, excluded, trace) ? 0 : 1);
        }
        int time = options.indexOf("--for");
        Duration duration = Duration.parse("PT" + (time >= 0 ? options.get(time + 1) : "20s"));
        Result result = run(new Random().nextLong(), stored, duration, excluded, null, 10);
        System.out.printf(
                Locale.ROOT,
                "%,d schedules of %d events on average, %.0f schedules/s, %d violations%n",
                result.schedules(),
                result.events() / Math.max(1, result.schedules()),
                result.perSecond(),
                result.violations().size());
        for (int i = 0; i < result.violations().size(); i++) {
            System.out.printf(
                    "seed %d: %s%n",
                    result.failed().get(i).seed(), result.violations().get(i).getMessage());
        }
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    /** Runs new schedules until the time is over or so many have failed. */
    static Result run(
            long firstSeed,
            boolean stored,
            Duration time,
            Set<KnownHole> excluded,
            @Nullable Fault planted,
            int maxFailures) {
        long start = System.nanoTime();
        long seed = firstSeed;
        long schedules = 0;
        long events = 0;
        List<Schedule> failed = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        while (System.nanoTime() - start < time.toNanos() && failed.size() < maxFailures) {
            Schedule schedule = stored ? Schedule.stored(seed++) : Schedule.of(seed++);
            Simulation simulation = new Simulation(schedule, excluded, planted, null);
            Violation violation = simulation.run();
            schedules++;
            events += simulation.executedEvents();
            if (violation != null) {
                failed.add(schedule);
                violations.add(violation);
            }
        }
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        return new Result(schedules, events, seconds, failed, violations);
    }

    /** Runs one schedule, shrunk if it fails, and returns whether it passes. */
    private static boolean replay(long seed, boolean stored, Set<KnownHole> excluded, boolean trace) {
        Schedule schedule = stored ? Schedule.stored(seed) : Schedule.of(seed);
        Violation violation = new Simulation(schedule, excluded, null, null).run();
        if (violation != null) {
            schedule = new Shrinker(excluded, null).shrink(schedule, violation.invariant());
        }
        System.out.println(schedule.settings());
        schedule.steps().forEach(System.out::println);
        violation = new Simulation(schedule, excluded, null, trace ? System.out::println : null).run();
        System.out.println(violation == null ? "no violation" : violation.getMessage());
        return violation == null;
    }

    private static boolean testTheTester(Set<KnownHole> excluded) {
        boolean allFound = true;
        System.out.printf("%-30s %10s %8s  %s%n", "planted fault", "schedules", "seconds", "broken invariant");
        for (Fault fault : Fault.values()) {
            Result result = run(new Random().nextLong(), fault.isOfStore(), FAULT_LIMIT, excluded, fault, 1);
            boolean found = !result.violations().isEmpty();
            allFound &= found;
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %,10d %8.2f  %s%n",
                    fault,
                    result.schedules(),
                    result.seconds(),
                    found ? result.violations().get(0).invariant() : "not found");
        }
        return allFound;
    }
}
