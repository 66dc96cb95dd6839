package dev.dispatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where results are written: as JSON for programs, with each single run, and as Markdown for people. */
record ReportFiles(Path folder) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Results results) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("results.json"), JSON.writeValueAsString(results) + "\n");
        Files.writeString(folder.resolve("results.md"), MarkdownReport.of(results));
    }
}
