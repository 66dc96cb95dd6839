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

    /** The host part of a URL by which browsers on this machine reach the address. CSP sources cannot be IPv6 addresses. */
    String host() {
        String host = literal();
        return isAny() || host.equals("127.0.0.1") || host.equals("[0:0:0:0:0:0:0:1]") ? "localhost" : host;
    }

    /** The address as the host part of a URL. */
    String literal() {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    static StartRefusedException refused(DispatchProperties properties, String allowed) {
        return new StartRefusedException("DISPATCH_BIND_ADDRESS=%s: %s".formatted(properties.bindAddress(), allowed));
    }
}
