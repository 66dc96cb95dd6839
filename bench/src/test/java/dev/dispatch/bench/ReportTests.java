package dev.dispatch.bench;

import static dev.dispatch.bench.Row.labels;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {
    private final Results results = new Results(
            Map.of("JDK", "17"),
            List.of(new ReportSection(
                    "steady",
                    "The same work for all.",
                    List.of(new Column("cores", "cores", 2), new Column("cpu", "CPU µs per turn", 1)),
                    List.of(
                            row("dispatch", 1.2, 10),
                            row("pekko", 2, 50),
                            row("pekko-remember", 2, 100),
                            Row.failed(labels("heroes", "1m", "contestant", "scheduler"), "only 7 heroes created")),
                    List.of("A note."))));

    private static Row row(String system, double cores, double cpu) {
        Measurements measurements = new Measurements().with("cores", cores).with("cpu", cpu);
        return Row.ofRuns(labels("heroes", "1m", "contestant", system), List.of(measurements));
    }

    @Test
    void markdownHasOneTablePerScenario() {
        assertThat(MarkdownReport.of(results))
                .contains(
                        "- JDK: 17",
                        "| heroes | contestant | cores | CPU µs per turn | note |",
                        "| --- | --- | ---: | ---: | --- |",
                        "| 1m | dispatch | 1.20 | 10.0 |  |",
                        "| 1m | scheduler | – | – | only 7 heroes created |",
                        "- A note.");
    }

    @Test
    void markdownComparesRequirementsWithMeasurements() {
        assertThat(MarkdownReport.of(results))
                .contains(
                        "| 1 M heroes: CPU of all processes, cores | ≤ 1 | ≤ 0.40 | 1.20 | **no** |",
                        "| 1 M heroes: CPU per turn, relative to Pekko | ≤ 0.25 | ≤ 0.10 | 0.20 | yes |",
                        "| batch creation, heroes/s | ≥ 100,000 | ≥ 250,000 | not measured |  |");
    }

    @Test
    void jsonContainsEachRun(@TempDir Path folder) throws IOException {
        new ReportWriter(folder).write(results);

        JsonNode row = new JsonMapper()
                .readTree(Files.readString(folder.resolve("results.json")))
                .at("/sections/0/rows/0");
        assertThat(row.at("/labels/contestant").asString()).isEqualTo("dispatch");
        assertThat(row.at("/figures/cores").asDouble()).isEqualTo(1.2);
        assertThat(row.at("/runs/0/cpu").asDouble()).isEqualTo(10);
    }

    @Test
    void mediansIgnoreRunsWithoutValue() {
        Measurements medians = Measurements.medians(List.of(
                new Measurements().with("a", 1.0).with("b", 4.0),
                new Measurements().with("a", 9.0).with("b", Double.NaN),
                new Measurements().with("a", 2.0).with("b", 5.0)));

        assertThat(medians.values()).containsEntry("a", 2.0).containsEntry("b", 4.5);
    }
}
