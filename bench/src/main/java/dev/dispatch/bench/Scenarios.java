package dev.dispatch.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Which scenarios there are. */
final class Scenarios {

    /** All of them, in the order in which they run. */
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
     * The scenario of that name.
     *
     * @throws UsageException if there is none; the message says which there are
     */
    static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("there is no scenario '%s', only %s"
                        .formatted(name, ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")))));
    }
}
