package dev.dispatch.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            new StoreScenario(),
            new ReadScenario(),
            new LiveScenario());

    /** Those that run only if they are named. */
    private static final List<Scenario> SPECIAL = List.of(new FaultScenario());

    private Scenarios() {}

    /**
     * The scenario with a name.
     *
     * @throws UsageException if there is none; the message lists the known names
     */
    static Scenario named(String name) {
        List<Scenario> known = Stream.concat(ALL.stream(), SPECIAL.stream()).toList();
        return known.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("unknown scenario '%s'; known are %s"
                        .formatted(name, known.stream().map(Scenario::name).collect(Collectors.joining(", ")))));
    }
}
