package dev.dispatch.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL as a process on loopback, from Debian's package {@code postgresql}, in a temporary folder. The first test that
 * needs it starts it; it ends with the JVM.
 */
final class PostgresqlServer {
    static final String USER = "dispatch";
    static final String PASSWORD = "sesame";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final boolean ROOT = System.getProperty("user.name").equals("root");
    private static final int TIMEOUT_SECONDS = 60;

    private final Path binaries = binaries();
    private final Path folder = Files.createTempDirectory("postgresql");
    private final Path data = folder.resolve("data");
    private final int port = freePort();

    private PostgresqlServer() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (ROOT) {
            // PostgreSQL refuses to run as root; the package has made this user
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        run(command(
                "initdb",
                "-A",
                "scram-sha-256",
                "-U",
                USER,
                "--pwfile",
                password.toString(),
                "-E",
                "UTF8",
                "--locale=C.UTF-8"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
        start();
    }

    /** The server of this JVM. Tests are skipped if PostgreSQL is not installed. */
    static PostgresqlServer shared() {
        assumeTrue(Files.isDirectory(INSTALLED), "needs Debian's package postgresql");
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresqlServer SERVER = create();

        private static PostgresqlServer create() {
            try {
                return new PostgresqlServer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Creates an empty database and returns its URL. */
    String createDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    static void execute(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Starts it, unless it is running. */
    void start() {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            return;
        }
        String options = "-c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories=%s -p %d"
                .formatted(folder, port);
        run(command("pg_ctl", "start", "-w", "-l", folder.resolve("log").toString(), "-o", options));
    }

    /** Ends all connections at once. */
    void stop() {
        run(command("pg_ctl", "stop", "-m", "immediate", "-w"));
    }

    /** Sends a signal to all its processes. */
    void signal(String signal) {
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
        List<String> kill = new ArrayList<>(List.of("kill", "-" + signal));
        Stream.concat(Stream.of(server), server.descendants()).forEach(process -> kill.add("" + process.pid()));
        run(kill);
    }

    /** Ends it as a failure of its machine would. */
    void kill() {
        signal("KILL");
        try {
            // a process that is not waited for seems to be running
            Files.delete(data.resolve("postmaster.pid"));
            Files.delete(folder.resolve(".s.PGSQL.%d.lock".formatted(port)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() {
        stop();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.addAll(List.of(binaries.resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) {
        File output = folder.resolve("output").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + Files.readString(output.toPath()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the newest version; Debian keeps them off the {@code PATH}. */
    private static Path binaries() throws IOException {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
