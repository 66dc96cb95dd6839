package dev.dispatch.bench;

import dev.dispatch.bench.cluster.BenchException;
import dev.dispatch.bench.cluster.JvmOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The machine, versions and options of a run. */
final class Environment {
    private Environment() {}

    static Map<String, String> of(Path project, Versions versions, JvmOptions centers, JvmOptions peers) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "date",
                OffsetDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        facts.put(
                "machine",
                "%s, %d cores, %.1f GB memory"
                        .formatted(
                                line(Path.of("/proc/cpuinfo"), "model name"),
                                Runtime.getRuntime().availableProcessors(),
                                memoryGigabytes()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("Dispatch", commit(project));
        facts.put("Hazelcast", versions.hazelcast());
        facts.put("Pekko", versions.pekko());
        facts.put("JVM options of Dispatch", centers.toString());
        facts.put("JVM options of peers", peers.toString());
        return facts;
    }

    private static double memoryGigabytes() {
        String kilobytes = line(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return Long.parseLong(kilobytes) / 1024.0 / 1024;
    }

    private static String line(Path file, String key) {
        Pattern pattern = Pattern.compile(Pattern.quote(key) + "\\s*:\\s*");
        try {
            return Files.readString(file)
                    .lines()
                    .filter(line -> pattern.matcher(line).lookingAt())
                    .map(line -> pattern.matcher(line).replaceFirst(""))
                    .findFirst()
                    .orElse("0 (unknown)");
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: the benchmark needs Linux", e);
        }
    }

    private static String commit(Path project) {
        String commit = git(project, "rev-parse", "--short", "HEAD");
        if (commit.isEmpty()) {
            return "not in a Git repository";
        }
        return git(project, "status", "--porcelain", "--", "src", "bin", "pom.xml")
                        .isEmpty()
                ? commit
                : commit + ", with changes";
    }

    private static String git(Path project, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process git = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? answer : "";
        } catch (IOException e) {
            return ""; // git is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
