package dev.dispatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the results as Markdown. */
final class MarkdownReport {
    private MarkdownReport() {}

    static String of(Results results) {
        List<String> lines = new ArrayList<>(List.of("# Benchmark of Dispatch", ""));
        results.environment().forEach((key, value) -> lines.add("- %s: %s".formatted(key, value)));
        lines.addAll(List.of("", "Each value is the median of its windows or runs.", ""));
        lines.addAll(List.of("## Requirements", ""));
        lines.addAll(requirements(results));
        results.sections().forEach(section -> lines.addAll(lines(section)));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> requirements(Results results) {
        List<List<String>> rows = Requirement.ALL.stream()
                .map(requirement -> {
                    OptionalDouble measured = requirement.measured().apply(results);
                    String sign = requirement.atLeast() ? "≥ " : "≤ ";
                    return List.of(
                            requirement.title(),
                            sign + Column.plain(requirement.required()),
                            sign + Column.plain(requirement.target()),
                            measured.isPresent() ? Column.plain(measured.getAsDouble()) : "not measured",
                            measured.isPresent() ? verdict(requirement, measured.getAsDouble()) : "");
                })
                .toList();
        return table(List.of("measurement", "required", "target", "measured", "met"), 1, rows);
    }

    private static String verdict(Requirement requirement, double measured) {
        if (requirement.isTargetMetBy(measured)) {
            return "yes, and the target";
        }
        return requirement.isMetBy(measured) ? "yes" : "**no**";
    }

    private static List<String> lines(ReportSection section) {
        List<String> lines = new ArrayList<>(List.of("", "## " + section.scenario(), "", section.title(), ""));
        List<String> labels = section.rows().stream()
                .findFirst()
                .map(row -> List.copyOf(row.labels().keySet()))
                .orElse(List.of());
        boolean hasNotes = section.rows().stream().anyMatch(row -> !row.note().isEmpty());
        List<String> header = Stream.of(
                        labels.stream(),
                        section.columns().stream().map(Column::title),
                        hasNotes ? Stream.of("note") : Stream.<String>of())
                .flatMap(part -> part)
                .toList();
        List<List<String>> rows = section.rows().stream()
                .map(row -> cells(section, row, hasNotes))
                .toList();
        lines.addAll(table(header, labels.size(), rows));
        if (!section.notes().isEmpty()) {
            lines.add("");
            section.notes().forEach(note -> lines.add("- " + note));
        }
        return lines;
    }

    private static List<String> cells(ReportSection section, Row row, boolean withNote) {
        List<String> cells = new ArrayList<>(row.labels().values());
        Map<String, Double> measurements = row.measurements().values();
        for (Column column : section.columns()) {
            Double value = measurements.get(column.key());
            cells.add(value == null ? "–" : column.format(value));
        }
        if (withNote) {
            cells.add(row.note().replace("|", "/").replaceAll("\\s+", " "));
        }
        return cells;
    }

    /** A table whose first columns are text and whose other columns are numbers. */
    private static List<String> table(List<String> header, int textColumns, List<List<String>> rows) {
        List<String> alignment = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            alignment.add(column < textColumns || header.get(column).equals("note") ? "---" : "---:");
        }
        return Stream.concat(Stream.of(header, alignment), rows.stream())
                .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .toList();
    }
}
