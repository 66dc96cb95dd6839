package dev.dispatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the results as JSON, which includes each run, and as Markdown. */
record ReportWriter(Path folder) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Results results) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), JSON.writeValueAsString(results) + "\n");
        Files.writeString(folder.resolve("results.md"), MarkdownReport.of(results));
    }
}
