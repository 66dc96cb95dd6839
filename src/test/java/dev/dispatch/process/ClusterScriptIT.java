package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/cluster} as people use it, on ports 4900 to 4902, which must be free. */
class ClusterScriptIT {
    private static final Duration START = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @AfterEach
    void stopCenters() throws Exception {
        run("stop");
    }

    @Test
    void clusterSurvivesItsScriptAndNextRunFindsIt() throws Exception {
        Script first = start("first.log");
        first.awaitOutput("all three are ready");
        assertThat(run("status").output().lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(" ACTIVE "));

        first.process().destroyForcibly().waitFor();
        Script second = run();

        assertThat(second.exitStatus()).isZero();
        assertThat(second.output())
                .contains("Gotham is already up", "Metropolis is already up", "Capitol is already up")
                .contains("all three are ready", "http://localhost:4902");
        assertThat(run("stop").output()).contains("no center answers any more");
        assertThat(run("status").exitStatus()).isEqualTo(3);
    }

    @Test
    void heroesGoOnAfterAllCentersWereStopped() throws Exception {
        CenterApi gotham = new CenterApi(URI.create("http://localhost:4900"));
        Script first = start("first.log");
        first.awaitOutput("all three are ready");
        gotham.enlist(20);
        HeroSnapshot before = gotham.census();
        assertThat(first.output()).doesNotContain("Background task");
        first.process().destroy();
        assertThat(first.exitStatus()).isZero();

        start("second.log").awaitOutput("all three are ready");

        // until the heroes are loaded, the answer is 503
        await().atMost(START)
                .untilAsserted(() -> assertThat(gotham.census().heroes())
                        .containsOnlyKeys(before.heroes().keySet())
                        .allSatisfy((name, hero) -> assertThat(hero)
                                .satisfies(each -> assertThat(each.enlistedAt())
                                        .isEqualTo(before.hero(name).enlistedAt()))
                                .satisfies(each -> assertThat(each.turns())
                                        .isGreaterThanOrEqualTo(
                                                before.hero(name).turns()))));
    }

    @Test
    void clusterGoesOnWithoutCenterWhosePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(4901, 50, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            Script script = start("taken.log");

            script.awaitOutput("only 2 of three are ready");

            assertThat(script.output())
                    .contains("PORT 4901 is taken", "Metropolis did not start (exit status 1)")
                    .doesNotContain("http://localhost:4901\n");
            script.process().destroy();
            assertThat(script.exitStatus()).isEqualTo(1);
            assertThat(run("status").output()).contains("no center is up");
        }
    }

    private Script run(String... arguments) throws Exception {
        Script script = start("run-%d.log".formatted(System.nanoTime()), arguments);
        assertThat(script.process().waitFor(START.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return script;
    }

    private Script start(String log, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bin/cluster").redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        // without HOME and without a locale, as in some containers and services
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "JAVA_HOME"));
        environment.put(
                "DISPATCH_CLUSTER_NAME", "script-" + ProcessHandle.current().pid());
        environment.put("DISPATCH_CLUSTER_PORT", "5751");
        environment.put("DISPATCH_STORE_FILE", folder.resolve("heroes.db").toString());
        environment.put("DISPATCH_HERO_MAX_WOUND", "0");
        Path file = folder.resolve(log);
        return new Script(builder.redirectOutput(file.toFile()).start(), file);
    }

    private record Script(Process process, Path log) {
        int exitStatus() throws InterruptedException {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(output()).isTrue();
            return process.exitValue();
        }

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void awaitOutput(String text) {
            await().atMost(START).failFast(() -> !process.isAlive()).until(() -> output().contains(text));
        }
    }
}
