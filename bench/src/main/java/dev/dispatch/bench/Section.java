package dev.dispatch.bench;

import java.util.List;

/**
 * What a scenario found.
 *
 * @param scenario its name
 * @param title what was measured, in a line
 * @param columns of its table, besides the labels
 * @param rows of its table, all with labels of the same kinds
 * @param notes what should be known to read it
 */
record Section(String scenario, String title, List<Column> columns, List<Row> rows, List<String> notes) {}
