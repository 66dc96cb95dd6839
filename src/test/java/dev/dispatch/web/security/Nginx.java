package dev.dispatch.web.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.util.FileSystemUtils;

/** A real nginx as a process on loopback, in a temporary folder, with a certificate of its own for {@code localhost}. */
final class Nginx implements AutoCloseable {
    private final Path folder = Files.createTempDirectory("nginx");
    private final List<String> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Process process;

    /** Starts with these contents of its {@code http} block; {@code PORT} stands for a free port in each. */
    Nginx(List<String> configurations) throws IOException, InterruptedException {
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "dispatch.key",
                "-out",
                "dispatch.pem");
        for (String configuration : configurations) {
            int port = freePort();
            ports.add(port);
            servers.add(configuration.replace("PORT", "127.0.0.1:" + port).replace("/etc/ssl", folder.toString()));
        }
        StringBuilder config = new StringBuilder("daemon off;\nmaster_process off;\npid nginx.pid;\nevents {}\n")
                .append("http {\naccess_log off;\n");
        for (String purpose : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            config.append(purpose).append("_temp_path ").append(purpose).append(";\n");
        }
        servers.forEach(config::append);
        Files.writeString(folder.resolve("nginx.conf"), config.append("}\n"));
        process =
                start(installed().orElseThrow().toString(), "-p", folder + "/", "-e", "error.log", "-c", "nginx.conf");
        await().until(() -> !process.isAlive() || listens(ports.get(ports.size() - 1)));
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("output")));
        }
    }

    static boolean isInstalled() {
        return installed().isPresent();
    }

    /** Debian keeps it off the {@code PATH} of users. */
    private static Optional<File> installed() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> new File(directory, "nginx"))
                .filter(File::canExecute)
                .findFirst();
    }

    /** The port of the configuration at this place. */
    int port(int place) {
        return ports.get(place);
    }

    /** Trusts the certificate of this server. */
    SSLContext certificates() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream certificate = Files.newInputStream(folder.resolve("dispatch.pem"))) {
            trusted.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        FileSystemUtils.deleteRecursively(folder);
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process program = start(command);
        if (!program.waitFor(60, SECONDS) || program.exitValue() != 0) {
            program.destroyForcibly();
            throw new IllegalStateException(Files.readString(folder.resolve("output")));
        }
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
