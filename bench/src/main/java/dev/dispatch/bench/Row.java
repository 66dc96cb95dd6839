package dev.dispatch.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the report.
 *
 * @param labels identify the row, by key
 * @param measurements medians of the runs
 * @param runs each run; empty if there was only one measurement
 * @param note such as why there are no measurements; may be empty
 */
record Row(
        Map<String, String> labels,
        @JsonProperty("figures") Measurements measurements,
        List<Measurements> runs,
        String note) {

    /** A row with the medians of some runs. */
    static Row ofRuns(Map<String, String> labels, List<Measurements> runs) {
        return new Row(labels, Measurements.medians(runs), runs, "");
    }

    /** A row with a single measurement. */
    static Row ofOne(Map<String, String> labels, Measurements measurements) {
        return new Row(labels, measurements, List.of(), "");
    }

    /** A row without measurements, with the reason as a note. */
    static Row failed(Map<String, String> labels, String why) {
        return new Row(labels, new Measurements(), List.of(), why);
    }

    /** Adds measurements that were made only once. */
    Row with(Measurements more) {
        return new Row(labels, measurements.and(more), runs, note);
    }

    boolean hasLabels(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    /** Creates labels from alternating keys and values, and keeps their order. */
    static Map<String, String> labels(Object... keysAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            labels.put(keysAndValues[i].toString(), keysAndValues[i + 1].toString());
        }
        return labels;
    }
}
