package dev.dispatch.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address on which a center listens. */
public record BindAddress(InetAddress address) {

    public static BindAddress of(DispatchProperties properties) {
        try {
            return new BindAddress(InetAddress.getByName(properties.bindAddress()));
        } catch (UnknownHostException e) {
            throw refused(properties, "must be an address of this machine");
        }
    }

    /**
     * Checks that it can be used.
     *
     * @throws StartRefusedException if it is none of this machine, or others could reach it and nobody has to log in
     */
    static void requireUsable(DispatchProperties properties) {
        InetAddress address = of(properties).address;
        if (properties.password() == null && !address.isLoopbackAddress()) {
            throw refused(properties, "must be a loopback address such as 127.0.0.1, unless DISPATCH_PASSWORD is set");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw refused(properties, "must be an address of this machine");
        }
    }

    /** Whether it stands for all addresses of this machine. */
    public boolean isAny() {
        return address.isAnyLocalAddress();
    }

    /** By which programs on this machine reach it, as it stands in a URL. */
    String host() {
        String host = address.getHostAddress();
        if (isAny() || host.equals("127.0.0.1")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static StartRefusedException refused(DispatchProperties properties, String allowed) {
        return new StartRefusedException("DISPATCH_BIND_ADDRESS=%s: %s".formatted(properties.bindAddress(), allowed));
    }
}
