package dev.dispatch.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.OptionalInt;

/** The address on which a center listens. */
public record BindAddress(InetAddress address) {
    /** Resolves the configured address; refuses the start if it is unknown. */
    public static BindAddress of(DispatchProperties properties) {
        try {
            return new BindAddress(InetAddress.getByName(properties.bindAddress()));
        } catch (UnknownHostException e) {
            throw refused(properties, "must be an address of this machine");
        }
    }

    /** Briefly binds {@code port}, or any free port if it is 0. Returns the bound port, or empty if none could be bound. */
    OptionalInt tryPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** Whether this is the wildcard address. */
    public boolean isAny() {
        return address.isAnyLocalAddress();
    }

    /**
     * The URL by which browsers reach {@code port}. CSP sources cannot be IPv6 addresses, so loopback is a name.
     *
     * @param member the address at which other centers reach this one, which counts if this is the wildcard address
     */
    String url(InetAddress member, int port) {
        String host = literal(isAny() ? member : address);
        boolean loopback = host.equals("127.0.0.1") || host.equals("[0:0:0:0:0:0:0:1]");
        return "http://" + (loopback ? "localhost" : host) + ":" + port;
    }

    /** The address as the host part of a URL. */
    String literal() {
        return literal(address);
    }

    private static String literal(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    static StartRefusedException refused(DispatchProperties properties, String allowed) {
        return new StartRefusedException("DISPATCH_BIND_ADDRESS=%s: %s".formatted(properties.bindAddress(), allowed));
    }
}
