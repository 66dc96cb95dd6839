package dev.dispatch.bench;

import java.util.List;
import java.util.stream.Collectors;

/** The list of scenarios. */
final class Scenarios {

    /** In the order in which they run. */
    static final List<Scenario> ALL = List.of(
            new StartScenario(),
            new IdleScenario(),
            new SteadyScenario(),
            new MortalScenario(),
            new CreateScenario(),
            new FailoverScenario(),
            new ReadScenario(),
            new LiveScenario());

    private Scenarios() {}

    /**
     * The scenario with a name.
     *
     * @throws UsageException if there is none; the message lists the known names
     */
    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown scenario '%s'; known are %s"
                        .formatted(name, ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")))));
    }
}
