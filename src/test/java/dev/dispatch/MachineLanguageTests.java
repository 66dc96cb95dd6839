package dev.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.Visitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts on machines with another language, and with the variables of other programs. */
@Tag("cluster")
class MachineLanguageTests {

    @Test
    void textsForProgramsDoNotFollowTheLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try (ConfigurableApplicationContext center = SpringApplication.from(DispatchApplication::main)
                .run(
                        "--dispatch.city=Gotham",
                        "--dispatch.port=0",
                        "--dispatch.cluster.name=machine-language-tests",
                        "--dispatch.cluster.port=15831",
                        "--dispatch.cluster.members=127.0.0.1:15831")
                .getApplicationContext()) {
            Visitor visitor =
                    new Visitor(center.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            assertThat(visitor.page("/").body()).contains("{&quot;count&quot;: 1000}");
            assertThat(visitor.json("POST", "/api/heroes", "{").body()).contains("at line 1, column 2");
            assertThat(visitor.json("POST", "/api/heroes/batch", "{\"count\": 0}")
                            .body())
                    .contains("count must be greater than or equal to 1");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void refusedStartIsOneLineInEveryEnvironment() throws Exception {
        assertThat(refusedStart(Map.of("DEBUG", "1", "TRACE", "1", "PORT", "-1"), "-Duser.language=ar"))
                .singleElement()
                .asString()
                .contains("PORT=-1: must be greater than or equal to 0");
        assertThat(refusedStart(Map.of("LC_ALL", "C", "CITY_NAME", "Blüdhaven")))
                .singleElement()
                .asString()
                .contains("has characters that cannot be read in this locale; set LC_ALL=C.UTF-8");
    }

    private static List<String> refusedStart(Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DispatchApplication.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(1);
        return output.lines().toList();
    }
}
