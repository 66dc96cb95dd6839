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

/** A measured process. It is killed when this JVM exits. */
public final class Node implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_LINES = 5;

    private final String name;
    private final String host;
    private final int port;
    private final Process process;
    private final Path log;
    private final Thread shutdownHook;

    private Node(String name, String host, int port, Process process, Path log) {
        this.name = name;
        this.host = host;
        this.port = port;
        this.process = process;
        this.log = log;
        this.shutdownHook = new Thread(this::killTree);
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Starts a process that serves HTTP on a port of this host, and writes its output to a log file. */
    public static Node start(String name, int port, ProcessBuilder builder, Path log) {
        return start(name, LOOPBACK, port, builder, log, Redirect.to(log.toFile()));
    }

    /** Starts a process that serves HTTP at an address, and appends its output to a log file. */
    public static Node start(String name, String host, int port, ProcessBuilder builder, Path log) {
        return start(name, host, port, builder, log, Redirect.appendTo(log.toFile()));
    }

    /** Starts a new process on the same port after this one has ended, and appends to the same log file. */
    Node restart(ProcessBuilder builder) {
        close();
        return start(name, host, port, builder, log, Redirect.appendTo(log.toFile()));
    }

    private static Node start(String name, String host, int port, ProcessBuilder builder, Path log, Redirect output) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process =
                    builder.redirectErrorStream(true).redirectOutput(output).start();
            return new Node(name, host, port, process, log);
        } catch (IOException e) {
            throw new BenchException("cannot start %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** The URI of a path on this process. */
    public URI uri(String path) {
        return URI.create("http://%s:%d%s".formatted(host, port, path));
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /** Processor time of this process, without its children. */
    public double cpuSeconds() {
        requireAlive();
        return ProcessMetrics.cpuSeconds(process.pid());
    }

    /** Processor time of this process and all its descendants. */
    public double treeCpuSeconds() {
        return tree().mapToDouble(each -> ProcessMetrics.cpuSecondsWithEndedChildren(each.pid()))
                .sum();
    }

    public long residentBytes() {
        requireAlive();
        return ProcessMetrics.residentBytes(process.pid());
    }

    /** Runs a full collection in the process and returns the used heap after it. */
    public long heapBytesAfterFullGc() {
        requireAlive();
        return ProcessMetrics.heapBytesAfterFullGc(process.pid());
    }

    /**
     * Checks that the process is running.
     *
     * @throws BenchException if it has ended; the message contains the last lines of its output
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

    /** The output of the process up to now. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new BenchException("cannot read " + log, e);
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until the process has ended. */
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

    /** Sends SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal, such as STOP. */
    public void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new BenchException("cannot send %s to %s: kill ended with %d".formatted(signal, name, status));
            }
        } catch (IOException e) {
            throw new BenchException("cannot send %s to %s".formatted(signal, name), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Kills the process and its descendants, and waits until they have ended. */
    @Override
    public void close() {
        List<ProcessHandle> all = tree().toList();
        killTree();
        all.forEach(each -> each.onExit().join());
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
    }

    private void killTree() {
        tree().toList().forEach(ProcessHandle::destroyForcibly);
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }
}
