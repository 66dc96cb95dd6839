package dev.dispatch.bench;

import java.util.List;

/** Something that is measured. */
abstract class Scenario {
    private final String name;
    private final String title;
    private final List<Column> columns;
    private final List<String> notes;

    /**
     * Says what all runs of it have in common.
     *
     * @param name what it is called on the command line
     * @param title what it measures, in a line
     * @param columns of its figures
     * @param notes what should be known to read them
     */
    Scenario(String name, String title, List<Column> columns, String... notes) {
        this.name = name;
        this.title = title;
        this.columns = columns;
        this.notes = List.of(notes);
    }

    final String name() {
        return name;
    }

    final String title() {
        return title;
    }

    /** Measures it. */
    final Section run(TestBed bed) {
        return new Section(name, title, columns, rows(bed), notes(bed));
    }

    /** What was found, or why nothing was. */
    abstract List<Row> rows(TestBed bed);

    /** The notes, for those that depend on how it was measured too. */
    List<String> notes(TestBed bed) {
        return notes;
    }
}
