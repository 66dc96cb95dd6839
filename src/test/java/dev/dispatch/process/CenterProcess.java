package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dispatch center in its own process, with its log. */
final class CenterProcess {
    private static final Pattern URL = Pattern.compile("http://localhost:\\d+");
    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration EXIT = Duration.ofSeconds(45);

    // several start at once, and none lives long enough for C2 to pay off
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx160m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=en");

    private final Process process;
    private final Path log;

    private CenterProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a center with these settings only. */
    static CenterProcess start(Map<String, String> settings, Path log) {
        List<String> command = new ArrayList<>(JAVA);
        if (Runtime.version().feature() >= 24) {
            // Hazelcast uses sun.misc.Unsafe, of which newer JVMs warn
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-jar", System.getProperty("dispatch.jar")));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches("DISPATCH_.*|CITY_NAME|PORT"));
        environment.putAll(settings);
        try {
            Process process = builder.start();
            // in case the test JVM is stopped
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new CenterProcess(process, log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
