package dev.dispatch.simulation;

import dev.dispatch.superhero.TurnRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, and the faults and requests that it goes through: a pure function of the seed.
 *
 * @param settings of the cluster
 * @param steps ordered by time
 */
record Schedule(long seed, Settings settings, List<Step> steps) {
    /** Turn intervals in milliseconds. */
    private static final long[] INTERVALS = {1_000, 1_000, 4_000, 4_000, 4_000, 4_000, 10_000, 60_000, 60_000, 3_600_000
    };

    /** They take most events, so they are rare. */
    private static final long[] SHORT_INTERVALS = {10, 100, 400};

    private static final int MAX_STEPS = 28;

    /** A large number of heroes in one roster, in rare schedules. */
    private static final int CROWD = 1_500;

    /**
     * A cluster at its start.
     *
     * @param beat shortest time between two beats, in milliseconds
     * @param store null without a store
     */
    record Settings(
            int centers,
            int backups,
            int partitions,
            TurnRules rules,
            long beat,
            @Nullable StoreSettings store) {
        long interval() {
            return rules.turnInterval().toMillis();
        }

        boolean isStored() {
            return store != null;
        }
    }

    /**
     * How the cluster uses its store.
     *
     * @param acknowledgesStored whether a change is acknowledged only after it is saved
     * @param resumes whether time stands still while no center is up
     * @param limit how many changes of a roster are saved at once
     */
    record StoreSettings(boolean acknowledgesStored, boolean resumes, int limit) {}

    /**
     * One fault or request. Numbers stand for centers and heroes modulo their count, so every part of a schedule is a schedule.
     *
     * @param at in milliseconds after the start
     * @param millis how long the fault lasts
     */
    record Step(long at, Action action, int one, int other, long millis) {
        @Override
        public String toString() {
            return "%9.3f s  %s(%d, %d, %d ms)".formatted(at / 1000.0, action, one, other, millis);
        }
    }

    /** What happens in a step; {@code weight} is how often. */
    enum Action {
        ENLIST(24),
        ENLIST_BATCH(3),
        ENLIST_CROWD(0),
        TERMINATE(8),
        TERMINATE_CHOSEN(3),
        TERMINATE_MATCHING(2),
        REENLIST(8),
        PLAN(5),
        UNDO(5),
        CRASH(5),
        CRASH_TWO(2),
        FREEZE(7),
        SPLIT(6),
        CUT_ONE_WAY(3),
        FLAP(2),
        JOIN(5),
        LEAVE(4),
        REBALANCE(6),
        STEP_CLOCK(3),
        STORE_FAILS(0),
        STOP_ALL(0);

        private static final List<Action> WEIGHTED = weighted();

        private final int weight;

        Action(int weight) {
            this.weight = weight;
        }

        private static List<Action> weighted() {
            List<Action> all = new ArrayList<>();
            for (Action action : values()) {
                for (int i = 0; i < action.weight; i++) {
                    all.add(action);
                }
            }
            return all;
        }
    }

    /** The schedule of a seed. */
    static Schedule of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] intervals = random.nextInt(25) == 0 ? SHORT_INTERVALS : INTERVALS;
        long interval = intervals[random.nextInt(intervals.length)];
        boolean mortal = random.nextInt(3) > 0;
        // each turn of each hero is replayed and kept
        boolean crowded = random.nextInt(4_000) == 0 && interval >= 1_000;
        TurnRules rules = new TurnRules(Duration.ofMillis(interval), 0.25, 0.5, mortal ? 40 : 0, 40);
        Settings settings = new Settings(
                2 + random.nextInt(6),
                random.nextInt(4) == 0 ? 2 : 1,
                1 + random.nextInt(2),
                rules,
                Math.min(100, interval),
                null);
        long length = Math.min(30 + random.nextInt(60), 12 + interval / 20) * 1000;
        List<Step> steps = new ArrayList<>();
        if (crowded) {
            steps.add(new Step(0, Action.ENLIST_CROWD, 0, CROWD, 0));
        }
        int count = 8 + random.nextInt(MAX_STEPS - 8);
        for (int i = 0; i < count; i++) {
            Action action = Action.WEIGHTED.get(random.nextInt(Action.WEIGHTED.size()));
            steps.add(new Step(
                    i < 3 ? random.nextLong(1_000) : random.nextLong(length),
                    i < 3 ? Action.ENLIST : action,
                    random.nextInt(1_000),
                    random.nextInt(1_000),
                    duration(random)));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return new Schedule(seed, settings, List.copyOf(steps));
    }

    /** The schedule of a seed with a store, which fails at times, and with stops of the whole cluster. */
    static Schedule stored(long seed) {
        Schedule plain = of(seed);
        Settings settings = plain.settings();
        SplittableRandom random = new SplittableRandom(~seed);
        StoreSettings store =
                new StoreSettings(random.nextBoolean(), random.nextInt(3) > 0, random.nextBoolean() ? 2_000 : 2);
        long length = 5_000 + plain.steps().get(plain.steps().size() - 1).at();
        List<Step> steps = new ArrayList<>(plain.steps());
        int stops = random.nextInt(3);
        int count = stops + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            steps.add(new Step(
                    random.nextLong(length),
                    i < stops ? Action.STOP_ALL : Action.STORE_FAILS,
                    random.nextInt(1_000),
                    random.nextInt(1_000),
                    duration(random)));
        }
        steps.sort(Comparator.comparingLong(Step::at));
        return new Schedule(
                seed,
                new Settings(
                        settings.centers(),
                        settings.backups(),
                        settings.partitions(),
                        settings.rules(),
                        settings.beat(),
                        store),
                List.copyOf(steps));
    }

    /** Half a second to a minute, with many values around the time after which a center is given up. */
    private static long duration(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> 500 + random.nextInt(3_500);
            case 1 -> 4_000 + random.nextInt(2_500);
            case 2 -> 6_500 + random.nextInt(10_000);
            default -> random.nextInt(4) == 0 ? 16_500 + random.nextInt(43_500) : 5_500 + random.nextInt(12_000);
        };
    }

    Schedule withSteps(List<Step> others) {
        return new Schedule(seed, settings, others);
    }
}
