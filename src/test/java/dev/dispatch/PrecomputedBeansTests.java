package dev.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecomputedBeansTests {
    @ParameterizedTest
    @CsvSource({
        "management.server.port, true",
        "management.server.port=4999, true",
        "server.forward.headers.strategy, true",
        "spring.threads.virtual.enabled, true",
        "springdoc.api-docs.enabled, true",
        "spring.aot.enabled, false",
        "dispatch.city, false",
        "logging.level.root, false",
        "java.home, false"
    })
    void settingsOfSpringBootMayNeedOtherBeans(String name, boolean isSpringSetting) {
        assertThat(PrecomputedBeans.isSpringSetting(name)).isEqualTo(isSpringSetting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application.yaml",
                "application-test.properties",
                "config/application.yml",
                "config/a/application.yml"
            })
    void configurationFilesAreFoundWhereSpringBootFindsThem(String file, @TempDir Path folder) throws IOException {
        assertThat(PrecomputedBeans.hasConfigFile(folder)).isFalse();

        Files.createDirectories(folder.resolve(file).getParent());
        Files.createFile(folder.resolve(file));

        assertThat(PrecomputedBeans.hasConfigFile(folder)).isTrue();
    }
}
