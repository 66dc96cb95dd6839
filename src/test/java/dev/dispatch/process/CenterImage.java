package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The image of the jar that was just built; built once for all container tests. */
final class CenterImage {
    static final String NAME = "dispatch:test";

    private static boolean built;

    /** Exit status and output of a command. */
    record Answer(int status, String output) {}

    private CenterImage() {}

    static synchronized void build() {
        if (!built) {
            Answer answer = run(Map.of(), "docker", "build", "--build-arg", "JAR=built", "--tag", NAME, ".");
            assertThat(answer.status()).as(answer.output()).isZero();
            built = true;
        }
    }

    /** Runs a command in the project's directory. */
    static Answer run(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("DISPATCH_.*|CITY_NAME|PORT"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), output);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
