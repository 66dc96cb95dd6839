package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dispatch center in its own process, with its log. */
final class CenterProcess {
    private static final Pattern URL = Pattern.compile("http://localhost:\\d+");
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration EXIT = Duration.ofSeconds(45);

    /** Several start at once, and none lives long enough for C2 to pay off. */
    private static final String JAVA_OPTIONS = "-Xmx160m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Duser.language=en";

    static {
        build();
    }

    private final Process process;
    private final Path log;

    private CenterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a center with these settings only. */
    static CenterProcess start(Map<String, String> settings, Path log) {
        return start(command("bin/center"), settings, log);
    }

    /** Starts a center as {@link #start}, but from the jar and without the script. */
    static CenterProcess startJar(Map<String, String> settings, Path log) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(command(java, "-jar", "target/dispatch.jar"), settings, log);
    }

    private static CenterProcess start(ProcessBuilder builder, Map<String, String> settings, Path log) {
        builder.redirectOutput(log.toFile()).environment().putAll(settings);
        try {
            Process process = builder.start();
            // in case the test JVM is stopped
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new CenterProcess(process, log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes what {@code bin/center} starts. */
    private static void build() {
        try {
            Process build = command("bin/build")
                    .redirectOutput(Path.of("target", "build-for-tests.log").toFile())
                    .start();
            assertThat(build.waitFor()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessBuilder command(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("DISPATCH_.*|CITY_NAME|PORT"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("DISPATCH_JAVA_OPTS", JAVA_OPTIONS);
        environment.put("DISPATCH_STORE", "none");
        return builder;
    }

    /** Waits until the center is ready and returns its API. */
    CenterApi api() {
        await().atMost(START)
                .failFast(() -> !process.isAlive())
                .until(() -> URL.matcher(output()).find());
        Matcher url = URL.matcher(output());
        url.find();
        CenterApi api = new CenterApi(URI.create(url.group()));
        await().atMost(START).failFast(() -> !process.isAlive()).until(api::isReady);
        return api;
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP: sockets stay open, but nothing answers. */
    void freeze() {
        try {
            int status = new ProcessBuilder("kill", "-STOP", "" + process.pid())
                    .start()
                    .waitFor();
            assertThat(status).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended. */
    int exitStatus() {
        process.onExit().orTimeout(EXIT.toMillis(), TimeUnit.MILLISECONDS).join();
        return process.exitValue();
    }

    /** The log up to now. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
