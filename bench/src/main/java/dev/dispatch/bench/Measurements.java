package dev.dispatch.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of one window or run.
 *
 * @param values by the key of the column; only finite ones
 */
record Measurements(@JsonValue Map<String, Double> values) {

    Measurements() {
        this(Map.of());
    }

    /** Adds a value. NaN and infinity mean "not measured" and are left out. */
    Measurements with(String key, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        if (Double.isFinite(value)) {
            more.put(key, value);
        }
        return new Measurements(more);
    }

    Measurements with(String key, long count) {
        return with(key, (double) count);
    }

    /** Adds the values of others. */
    Measurements and(Measurements others) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Measurements(all);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> "%s %s".formatted(entry.getKey(), Column.plain(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** The median of each value, over the runs that have it. */
    static Measurements medians(List<Measurements> runs) {
        return new Measurements(runs.stream()
                .flatMap(run -> run.values.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        key -> key, key -> median(valuesOf(key, runs)), (one, other) -> one, LinkedHashMap::new)));
    }

    private static List<Double> valuesOf(String key, List<Measurements> runs) {
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
