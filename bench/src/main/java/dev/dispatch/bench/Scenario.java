package dev.dispatch.bench;

import java.util.List;

/** A scenario of the benchmark. */
abstract class Scenario {
    private final String name;
    private final String title;
    private final List<Column> columns;
    private final List<String> notes;

    /**
     * Describes the scenario.
     *
     * @param name on the command line
     * @param title one line about what it measures
     * @param columns of its table
     * @param notes that explain the columns
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

    /** Runs the scenario. */
    final ReportSection run(BenchContext context) {
        return new ReportSection(name, title, columns, rows(context), notes(context));
    }

    /** Measures the rows. A failed measurement is a row with a note. */
    abstract List<Row> rows(BenchContext context);

    /** The notes of the report. Overridden if they depend on the options. */
    List<String> notes(BenchContext context) {
        return notes;
    }
}
