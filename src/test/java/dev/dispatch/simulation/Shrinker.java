package dev.dispatch.simulation;

import dev.dispatch.simulation.Schedule.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes steps from a schedule as long as it breaks the same invariant. */
final class Shrinker {
    private final Set<KnownHole> excluded;
    private final @Nullable Fault planted;

    Shrinker(Set<KnownHole> excluded, @Nullable Fault planted) {
        this.excluded = excluded;
        this.planted = planted;
    }

    /** Tries to leave out halves, then quarters, down to single steps. */
    Schedule shrink(Schedule failing, Invariant invariant) {
        Schedule smallest = failing;
        for (int part = Math.max(1, failing.steps().size() / 2); part > 0; part /= 2) {
            int from = 0;
            while (from < smallest.steps().size()) {
                List<Step> steps = new ArrayList<>(smallest.steps());
                steps.subList(from, Math.min(steps.size(), from + part)).clear();
                Schedule candidate = smallest.withSteps(steps);
                Violation violation = new Simulation(candidate, excluded, planted, null).run();
                if (violation != null && violation.invariant() == invariant) {
                    smallest = candidate;
                } else {
                    from += part;
                }
            }
        }
        return smallest;
    }
}
