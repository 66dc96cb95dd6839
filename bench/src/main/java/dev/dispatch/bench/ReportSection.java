package dev.dispatch.bench;

import java.util.List;

/**
 * The part of the report for one scenario.
 *
 * @param scenario its name
 * @param title one line about what was measured
 * @param columns of its table, besides the labels
 * @param rows of its table, all with the same label keys
 * @param notes that explain the columns
 */
record ReportSection(String scenario, String title, List<Column> columns, List<Row> rows, List<String> notes) {}
