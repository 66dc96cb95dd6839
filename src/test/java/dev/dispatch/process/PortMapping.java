package dev.dispatch.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Forwards a port of this machine to a center that does not know of it, as a container engine does. */
final class PortMapping {
    private final ServerSocket published;
    private final int target;
    private final ExecutorService traffic = Executors.newCachedThreadPool();

    PortMapping(int port, int target) throws IOException {
        this.published = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        traffic.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = published.accept();
                traffic.execute(() -> connect(caller));
            }
        } catch (IOException e) {
            // closed
        }
    }

    /** Closes both directions when one has ended. */
    private void connect(Socket caller) {
        try (caller;
                Socket center = new Socket(InetAddress.getLoopbackAddress(), target)) {
            traffic.execute(() -> pump(caller, center));
            pump(center, caller);
        } catch (IOException e) {
            // nothing listens there, so the caller's connection is closed
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // one side closed the connection
        }
    }

    /** Closes all connections and stops listening. Idempotent. */
    void end() {
        try {
            published.close();
            traffic.shutdown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
