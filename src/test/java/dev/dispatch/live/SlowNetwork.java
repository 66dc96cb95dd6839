package dev.dispatch.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Relays connections to a port of this machine, and delays everything that the port answers. */
final class SlowNetwork implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final Duration latency;
    private final ExecutorService readers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService delayed = Executors.newSingleThreadScheduledExecutor();

    SlowNetwork(int target, Duration latency) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.latency = latency;
        readers.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket center = new Socket(InetAddress.getLoopbackAddress(), target);
                readers.execute(() -> relay(client, center, Duration.ZERO));
                readers.execute(() -> relay(center, client, latency));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void relay(Socket from, Socket to, Duration delay) {
        byte[] buffer = new byte[64 * 1024];
        try (from) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                byte[] part = Arrays.copyOf(buffer, length);
                if (delay.isZero()) {
                    out.write(part);
                } else {
                    var unused = delayed.schedule(() -> write(out, part), delay.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException e) {
            // one of the two has closed the connection
        }
    }

    private static void write(OutputStream out, byte[] part) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        readers.shutdownNow();
        delayed.shutdownNow();
    }
}
