package dev.dispatch.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Checks and chooses the HTTP port of this center. */
public final class HttpPort {
    private static final int TRIES = 100;
    private static final String OTHER_PROGRAM = "another program";

    private HttpPort() {}

    /**
     * Checks the configured address and port before the center joins the cluster.
     *
     * @throws StartRefusedException if the address is not allowed or the port is taken; the message names its owner
     */
    public static void requireUsable(DispatchProperties properties) {
        BindAddress bind = BindAddress.of(properties);
        if (properties.password() == null && !bind.address().isLoopbackAddress()) {
            throw BindAddress.refused(
                    properties, "must be a loopback address such as 127.0.0.1, unless DISPATCH_PASSWORD is set");
        }
        if (bind.tryPort(0).isEmpty()) {
            throw BindAddress.refused(properties, "must be an address of this machine");
        }
        Integer port = properties.port();
        if (port != null && bind.tryPort(port).isEmpty()) {
            throw new StartRefusedException(
                    "PORT %d is taken by %s; choose another, or leave it unset for the next free one"
                            .formatted(port, owner(bind, bind.url(InetAddress.getLoopbackAddress(), port))));
        }
    }

    /** The configured port, or any free port if that is 0, or else the first free port from {@code preferred} on. */
    public static int choose(DispatchProperties properties, int preferred) {
        Integer port = properties.port();
        if (port != null && port > 0) {
            return port;
        }
        BindAddress bind = BindAddress.of(properties);
        IntStream candidates = port == null ? IntStream.range(preferred, preferred + TRIES) : IntStream.of(0);
        return candidates
                .flatMap(candidate -> bind.tryPort(candidate).stream())
                .findFirst()
                .orElseThrow(
                        () -> new StartRefusedException("No port from %d to %d is free on %s; set PORT to a free one"
                                .formatted(preferred, preferred + TRIES - 1, properties.bindAddress())));
    }

    /**
     * The URL by which browsers reach this center: the configured one, or else that of its bind address.
     *
     * @param member the address at which other centers reach this one
     */
    public static String url(DispatchProperties properties, InetAddress member, int port) {
        return properties.publicUrl() == null ? BindAddress.of(properties).url(member, port) : properties.publicUrl();
    }

    private static String owner(BindAddress bind, String url) {
        // Java asks only the first address of localhost
        URI own = URI.create(bind.isAny() ? url : url.replace("localhost", bind.literal()));
        HttpRequest centers =
                HttpRequest.newBuilder(own.resolve("/api/centers")).build();
        return HttpClient.newHttpClient()
                .sendAsync(centers, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> "the center %s at %s".formatted(ownCity(answer.body()), url))
                .completeOnTimeout(OTHER_PROGRAM, 2, TimeUnit.SECONDS)
                .exceptionally(failure -> OTHER_PROGRAM)
                .join();
    }

    private static String ownCity(String centers) {
        return new JsonMapper()
                .readTree(centers)
                .valueStream()
                .filter(center -> center.path("self").asBoolean(false))
                .map(center -> center.path("city").asString())
                .findFirst()
                .orElseThrow();
    }
}
