package dev.dispatch.bench.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL with its default settings, from Debian's package {@code postgresql}: a server of its own on loopback, with its data in a
 * new folder for each measurement. {@code close()} stops it.
 */
public final class PostgresqlStore implements HeroStore {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int PORT = 4990;
    private static final String USER = "dispatch";
    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    private final File output;
    private @Nullable Path folder;

    /** A server whose messages go to a folder. */
    public PostgresqlStore(Path logs) {
        output = logs.resolve("postgresql.log").toFile();
    }

    @Override
    public String name() {
        return "postgresql";
    }

    /**
     * Starts a new server, and stops that of the measurement before.
     *
     * @throws BenchException if PostgreSQL is not installed, or does not start
     */
    @Override
    public Map<String, String> empty() {
        if (!Files.isDirectory(INSTALLED)) {
            throw new BenchException("PostgreSQL is not installed; on Debian: apt-get install postgresql");
        }
        close();
        Path created = createFolder();
        folder = created;
        if (ROOT) {
            // PostgreSQL refuses to run as root; the package has made this user
            run(List.of("chown", "postgres", created.toString()));
        }
        run(command(created, "initdb", "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C.UTF-8"));
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + PORT;
        run(command(
                created, "pg_ctl", "start", "-w", "-l", created.resolve("log").toString(), "-o", options));
        return Map.of(
                "DISPATCH_STORE_URL",
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(PORT),
                "DISPATCH_STORE_USERNAME",
                USER);
    }

    @Override
    public void close() {
        if (folder != null) {
            run(command(folder, "pg_ctl", "stop", "-m", "immediate", "-w"));
            run(List.of("rm", "-rf", folder.toString()));
            folder = null;
        }
    }

    private static Path createFolder() {
        try {
            return Files.createTempDirectory("postgresql");
        } catch (IOException e) {
            throw new BenchException("cannot create a folder for PostgreSQL", e);
        }
    }

    private static List<String> command(Path folder, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.addAll(List.of(
                binaries().resolve(program).toString(),
                "-D",
                folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                    .start();
            if (process.waitFor() != 0) {
                throw new BenchException("%s failed; see %s".formatted(String.join(" ", command), output));
            }
        } catch (IOException e) {
            throw new BenchException("cannot run " + command.get(0), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Of the newest version; Debian keeps them off the {@code PATH}. */
    private static Path binaries() {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        } catch (IOException e) {
            throw new BenchException("cannot read " + INSTALLED, e);
        }
    }
}
