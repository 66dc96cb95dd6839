package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells about a process in {@code /proc}. */
final class ProcessFiles {
    // USER_HZ, in which times are told whatever the kernel's own ticks are
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    private ProcessFiles() {}

    /** Processor time of the process itself. */
    static double cpuSeconds(long pid) {
        List<String> fields = fieldsAfterName(read(pid, "stat"));
        return ticks(fields, USER_TIME, USER_TIME + 1) / TICKS_PER_SECOND;
    }

    /** Processor time of the process and of those children that have ended; 0 if it has ended itself. */
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

    /** The fields of a {@code stat} file from the third on: the second is a name, in which anything can stand. */
    static List<String> fieldsAfterName(String stat) {
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
    }

    static double ticks(List<String> fields, int first, int last) {
        return fields.subList(first, last + 1).stream()
                .mapToLong(Long::parseLong)
                .sum();
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
