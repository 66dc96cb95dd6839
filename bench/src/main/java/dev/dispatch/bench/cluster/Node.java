package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process that is measured. It ends with this one at the latest. */
public final class Node implements AutoCloseable {
    private static final int LAST_LINES = 5;

    private final String name;
    private final int port;
    private final Process process;
    private final Path log;
    private final Thread hook;

    private Node(String name, int port, Process process, Path log) {
        this.name = name;
        this.port = port;
        this.process = process;
        this.log = log;
        this.hook = new Thread(this::killTree);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a process that will answer at a port, and has what it prints in a log of its own. */
    public static Node start(String name, int port, ProcessBuilder builder, Path log) {
        return start(name, port, builder, log, Redirect.to(log.toFile()));
    }

    /** Starts a process in the place of one that has ended, and has what it prints added to the log of that one. */
    Node startAgain(ProcessBuilder builder) {
        close();
        return start(name, port, builder, log, Redirect.appendTo(log.toFile()));
    }

    private static Node start(String name, int port, ProcessBuilder builder, Path log, Redirect output) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output).start();
            return new Node(name, port, process, log);
        } catch (IOException e) {
            throw new BenchException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** The address of something that it serves. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /** Processor time of this process. */
    public double cpuSeconds() {
        requireAlive();
        return ProcessFiles.cpuSeconds(process.pid());
    }

    /** Processor time of this process and of all that it has started. */
    public double treeCpuSeconds() {
        return tree().mapToDouble(each -> ProcessFiles.cpuSecondsWithEndedChildren(each.pid()))
                .sum();
    }

    public long residentBytes() {
        requireAlive();
        return ProcessFiles.residentBytes(process.pid());
    }

    /** Has it collect all garbage, and returns what is left in its heap. */
    public long heapAfterFullCollection() {
        requireAlive();
        return Heap.bytesAfterFullCollection(process.pid());
    }

    /**
     * Checks that it is still there.
     *
     * @throws BenchException if it is not; the message has its last lines
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            List<String> lines = output().lines().toList();
            throw new BenchException("%s has ended with status %d: %s"
                    .formatted(
                            name,
                            process.exitValue(),
                            String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))));
        }
    }

    /** All that it has printed up to now. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new BenchException("%s cannot be read".formatted(log), e);
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    public void awaitEnd(Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BenchException("%s has not ended within %d s".formatted(name, limit.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException e) {
            throw new BenchException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Kills it and all that it has started, and waits until they are gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = tree().toList();
        killTree();
        all.forEach(each -> each.onExit().join());
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void killTree() {
        tree().toList().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }
}
