package dev.dispatch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.simulation.Schedule.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs random schedules, without a store new ones each time; a failure shows its seed. {@code bin/simulate} runs them for longer. */
class SimulationTests {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final int STORED_SCHEDULES = 1_000;
    private static final Duration FAULT_TIME = Duration.ofSeconds(60);
    private static final Set<KnownHole> EXCLUDED = EnumSet.allOf(KnownHole.class);

    @Test
    void invariantsHoldInRandomSchedules() {
        Simulate.Result result = Simulate.run(new Random().nextLong(), false, TIME, EXCLUDED, null, 1);

        assertThat(result.violations()).as(result::describe).isEmpty();
        assertThat(result.schedules()).isPositive();
    }

    /**
     * The same schedules each time: in one of some 4,000, a center loads a roster while another side of a split has ended its heroes in
     * the store.
     */
    @Test
    void invariantsHoldWithStoreAndStopsOfAllCenters() {
        for (long seed = 1; seed <= STORED_SCHEDULES; seed++) {
            assertThat(new Simulation(Schedule.stored(seed), EXCLUDED, null, null).run())
                    .as("seed %d", seed)
                    .isNull();
        }
    }

    /** A save of a whole roster lost how heroes had ended, or ended heroes of the other half of a split. */
    @ParameterizedTest
    @ValueSource(longs = {-6436663945378102095L, -6436663945378102013L, 7568916725447198872L})
    void mendedFaultOfTheStoreDoesNotReturn(long seed) {
        assertThat(new Simulation(Schedule.stored(seed), EXCLUDED, null, null).run())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGES_LOST_BY_NEW_OWNER, 80",
        "STORE_IGNORES_INCARNATIONS, 1381",
        "STORE_REVIVES_ENDED, 958",
        "MARKED_BEFORE_SAVED, 1",
        "STORED_NOT_AWAITED, 6"
    })
    void plantedFaultOfTheStoreIsFound(Fault fault, long firstSeed) {
        Simulate.Result result = Simulate.run(firstSeed, true, FAULT_TIME, EXCLUDED, fault, 1);

        assertThat(result.violations()).hasSize(1);
    }

    /** The faults that are found within the first few hundred schedules; {@code bin/simulate --test-the-tester} plants all. */
    @ParameterizedTest
    @EnumSource(names = {"BACKUP_DRAWS_ANOTHER_NUMBER", "TURN_TAKEN_EARLY", "COMMANDS_FORGOTTEN", "FEWER_TURNS_WIN"})
    void plantedFaultIsFound(Fault fault) {
        Simulate.Result result = Simulate.run(1, false, FAULT_TIME, EXCLUDED, fault, 1);

        assertThat(result.violations()).hasSize(1);
    }

    @Test
    void runOfScheduleIsReproducible() {
        assertThat(trace(Schedule.of(7))).isEqualTo(trace(Schedule.of(7))).isNotEmpty();
    }

    @Test
    void shrunkScheduleBreaksSameInvariantInFewerSteps() {
        Simulate.Result result = Simulate.run(1, false, FAULT_TIME, EXCLUDED, Fault.TURN_COUNTED_TWICE, 1);

        List<Step> steps = new Shrinker(EXCLUDED, Fault.TURN_COUNTED_TWICE)
                .shrink(result.failed().get(0), Invariant.TURNS_COUNT_ONCE)
                .steps();

        assertThat(steps).hasSizeLessThanOrEqualTo(2);
    }

    private static List<String> trace(Schedule schedule) {
        List<String> lines = new ArrayList<>();
        var unused = new Simulation(schedule, EXCLUDED, null, lines::add).run();
        return lines;
    }
}
