package dev.dispatch.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one window or run gave, by the key of its column.
 *
 * @param values only finite ones
 */
record Figures(@JsonValue Map<String, Double> values) {

    /** None yet. */
    Figures() {
        this(Map.of());
    }

    /** These and one more, unless it is no number: what could not be measured is left out. */
    Figures with(String key, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        if (Double.isFinite(value)) {
            more.put(key, value);
        }
        return new Figures(more);
    }

    /** These and a count. */
    Figures with(String key, long count) {
        return with(key, (double) count);
    }

    /** These and those. */
    Figures and(Figures others) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Figures(all);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> "%s %s".formatted(entry.getKey(), Column.plain(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** The median of each figure, over the runs that have it. */
    static Figures medians(List<Figures> runs) {
        return new Figures(runs.stream()
                .flatMap(run -> run.values.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        key -> key, key -> median(valuesOf(key, runs)), (one, other) -> one, LinkedHashMap::new)));
    }

    private static List<Double> valuesOf(String key, List<Figures> runs) {
        return runs.stream()
                .filter(run -> run.values.containsKey(key))
                .map(run -> run.values.get(key))
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
