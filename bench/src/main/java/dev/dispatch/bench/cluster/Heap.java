package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, as the {@code jcmd} of this one sees it. */
final class Heap {
    private static final Pattern USED = Pattern.compile("\\bused (?<size>\\d+)(?<unit>[BKMG])");

    private Heap() {}

    /** What is left in use by a full collection. */
    static long bytesAfterFullCollection(long pid) {
        jcmd(pid, "GC.run");
        return usedBytes(jcmd(pid, "GC.heap_info"));
    }

    /** The sum over all generations in an answer to {@code GC.heap_info}. */
    static long usedBytes(String info) {
        return info.lines()
                .filter(line -> !line.contains("Metaspace") && !line.contains("class space"))
                .map(USED::matcher)
                .filter(Matcher::find)
                .mapToLong(used -> Long.parseLong(used.group("size")) * unit(used.group("unit")))
                .sum();
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1;
        };
    }

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException("jcmd %d %s: %s".formatted(pid, command, output.strip()));
            }
            return output;
        } catch (IOException e) {
            throw new BenchException("there is no jcmd as " + jcmd + ": a JDK is needed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
