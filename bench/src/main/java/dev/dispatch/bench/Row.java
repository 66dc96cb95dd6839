package dev.dispatch.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one thing.
 *
 * @param labels what it is, by what kind of label it is
 * @param figures medians
 * @param runs what they are medians of; none if it is not measured repeatedly
 * @param note what should be known about it, such as why there are no figures; empty if nothing
 */
record Row(Map<String, String> labels, Figures figures, List<Figures> runs, String note) {

    /** The medians of some runs. */
    static Row ofRuns(Map<String, String> labels, List<Figures> runs) {
        return new Row(labels, Figures.medians(runs), runs, "");
    }

    /** What was measured once, however often other things are. */
    static Row ofOne(Map<String, String> labels, Figures figures) {
        return new Row(labels, figures, List.of(), "");
    }

    /** One that says why there are no figures. */
    static Row failed(Map<String, String> labels, String why) {
        return new Row(labels, new Figures(), List.of(), why);
    }

    /** The same with what was measured only once. */
    Row with(Figures more) {
        return new Row(labels, figures.and(more), runs, note);
    }

    /** The same with a note. */
    Row with(String remark) {
        return new Row(labels, figures, runs, remark);
    }

    boolean isLabelled(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }

    /** Labels in the order in which they are given: keys and values in turns. */
    static Map<String, String> labels(Object... keysAndValues) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            labels.put(keysAndValues[i].toString(), keysAndValues[i + 1].toString());
        }
        return labels;
    }
}
