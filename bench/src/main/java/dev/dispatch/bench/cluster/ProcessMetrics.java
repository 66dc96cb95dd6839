package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processor time and memory of another process, from {@code /proc} and {@code jcmd}. */
final class ProcessMetrics {
    // USER_HZ: the unit of times in /proc on every kernel
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final Pattern USED = Pattern.compile("\\bused (?<size>\\d+)(?<unit>[BKMG])");

    private ProcessMetrics() {}

    /** Processor time of the process, without its children. */
    static double cpuSeconds(long pid) {
        List<String> fields = fieldsAfterName(read(pid, "stat"));
        return ticks(fields, USER_TIME, USER_TIME + 1) / TICKS_PER_SECOND;
    }

    /** Processor time of the process and of its children that have ended; 0 if the process itself has ended. */
    static double cpuSecondsWithEndedChildren(long pid) {
        try {
            List<String> fields = fieldsAfterName(Files.readString(file(pid, "stat")));
            return ticks(fields, USER_TIME, CHILDREN_SYSTEM_TIME) / TICKS_PER_SECOND;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw unreadable(pid, e);
        }
    }

    static long residentBytes(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new BenchException("process %d has no memory: it has ended".formatted(pid)));
    }

    /** Runs a full collection and returns the used heap after it. */
    static long heapBytesAfterFullGc(long pid) {
        jcmd(pid, "GC.run");
        return usedHeapBytes(jcmd(pid, "GC.heap_info"));
    }

    /** The fields of a {@code stat} file from the third on: the second is a name that may contain blanks and brackets. */
    static List<String> fieldsAfterName(String stat) {
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
    }

    static double ticks(List<String> fields, int first, int last) {
        return fields.subList(first, last + 1).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** The sum over all generations in the output of {@code GC.heap_info}. */
    static long usedHeapBytes(String info) {
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
            throw new BenchException("cannot run %s: the benchmark needs a JDK".formatted(jcmd), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static String read(long pid, String name) {
        try {
            return Files.readString(file(pid, name));
        } catch (IOException e) {
            throw unreadable(pid, e);
        }
    }

    private static BenchException unreadable(long pid, IOException cause) {
        return new BenchException("process %d has ended".formatted(pid), cause);
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
