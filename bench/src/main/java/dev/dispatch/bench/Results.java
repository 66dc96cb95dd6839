package dev.dispatch.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The results of a run of the benchmark.
 *
 * @param environment machine, versions and options, by key
 * @param sections one for each completed scenario
 */
record Results(Map<String, String> environment, List<ReportSection> sections) {

    /** The values of a key in all rows of a scenario with these labels. */
    private Stream<Double> values(String scenario, Map<String, String> labels, String key) {
        return sections.stream()
                .filter(section -> section.scenario().equals(scenario))
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.hasLabels(labels))
                .map(row -> row.measurements().values().get(key))
                .filter(Objects::nonNull);
    }

    /** The largest value of a key in the rows of a scenario with these labels; empty if there is none. */
    OptionalDouble largest(String scenario, Map<String, String> labels, String key) {
        return values(scenario, labels, key).mapToDouble(Double::doubleValue).max();
    }

    /** The smallest value of a key in the rows of a scenario with these labels; empty if there is none. */
    OptionalDouble smallest(String scenario, Map<String, String> labels, String key) {
        return values(scenario, labels, key).mapToDouble(Double::doubleValue).min();
    }
}
