package dev.dispatch.bench;

import java.util.List;

/** Something that is measured. */
interface Scenario {

    /** All of them, in the order in which they run. */
    List<Scenario> ALL = List.of(
            new StartScenario(),
            new IdleScenario(),
            new SteadyScenario(),
            new MortalScenario(),
            new CreateScenario(),
            new FailoverScenario(),
            new ReadScenario(),
            new LiveScenario());

    /** What it is called on the command line. */
    String name();

    /** What it measures, in a line. */
    String title();

    /** Measures it. */
    Section run(TestBed bed);
}
