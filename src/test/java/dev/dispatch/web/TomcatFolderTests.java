package dev.dispatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomcatFolderTests {
    @Test
    void folderThatSpringBootCreatedIsDeleted() throws IOException {
        Path folder = Files.createTempDirectory("tomcat-docbase.4900.");

        WebConfiguration.deleteIfTemporary(folder.toFile());

        assertThat(folder).doesNotExist();
    }

    @Test
    void folderOfTheUserIsKept(@TempDir Path project) throws IOException {
        Path configured = Files.createDirectory(project.resolve("tomcat.4900.123"));
        Path documents = Files.createDirectory(project.resolve("public"));

        WebConfiguration.deleteIfTemporary(configured.toFile());
        WebConfiguration.deleteIfTemporary(documents.toFile());

        assertThat(configured).exists();
        assertThat(documents).exists();
    }
}
