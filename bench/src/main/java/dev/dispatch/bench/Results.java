package dev.dispatch.bench;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * All that a run of the benchmark found.
 *
 * @param environment what it ran on and with, by what kind of fact it is
 * @param sections one for each scenario that has ended
 */
record Results(Map<String, String> environment, List<Section> sections) {

    /** The figures of a key in all rows of a scenario that have these labels. */
    private Stream<Double> figures(String scenario, Map<String, String> labels, String key) {
        return sections.stream()
                .filter(section -> section.scenario().equals(scenario))
                .flatMap(section -> section.rows().stream())
                .filter(row -> row.isLabelled(labels))
                .map(row -> row.figures().values().get(key))
                .filter(Objects::nonNull);
    }

    /** The largest of these figures, if there are any. */
    OptionalDouble largest(String scenario, Map<String, String> labels, String key) {
        return figures(scenario, labels, key).mapToDouble(Double::doubleValue).max();
    }

    /** The smallest of these figures, if there are any. */
    OptionalDouble smallest(String scenario, Map<String, String> labels, String key) {
        return figures(scenario, labels, key).mapToDouble(Double::doubleValue).min();
    }
}
