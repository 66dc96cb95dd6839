package dev.dispatch.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP port of this center: the one that was asked for, or one that is free. */
public final class HttpPort {
    private static final int TRIES = 100;

    private HttpPort() {}

    /**
     * Checks the address and the port that were asked for, before anything else is done.
     *
     * @throws StartRefusedException if the address must not be used, or somebody has the port; the message says who
     */
    public static void requireUsable(DispatchProperties properties) {
        BindAddress.requireUsable(properties);
        Integer port = properties.port();
        if (port != null && port > 0 && !isFree(properties.bindAddress(), port)) {
            throw new StartRefusedException("PORT %d is taken by %s; choose another, or none for the next free one"
                    .formatted(port, whoIsAt(url(properties, port))));
        }
    }

    /** The configured port; any free one for 0; otherwise the first free port from {@code preferred} up. */
    public static int choose(DispatchProperties properties, int preferred) {
        Integer port = properties.port();
        if (port != null) {
            return port > 0 ? port : anyFree(properties.bindAddress());
        }
        return IntStream.range(preferred, preferred + TRIES)
                .filter(candidate -> isFree(properties.bindAddress(), candidate))
                .findFirst()
                .orElseThrow(() -> new StartRefusedException("No port from %d to %d is free; say which to use with PORT"
                        .formatted(preferred, preferred + TRIES - 1)));
    }

    private static int anyFree(String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartRefusedException("No port is free on DISPATCH_BIND_ADDRESS " + address);
        }
    }

    public static String url(DispatchProperties properties, int port) {
        return "http://" + BindAddress.of(properties).host() + ":" + port;
    }

    private static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String whoIsAt(String url) {
        URI centers = URI.create(url + "/api/centers");
        HttpRequest request =
                HttpRequest.newBuilder(centers).timeout(Duration.ofSeconds(2)).build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode center : new JsonMapper().readTree(answer)) {
                if (center.path("self").asBoolean(false)) {
                    return "the center %s at %s".formatted(center.path("city").asString(), url);
                }
            }
            return "another program";
        } catch (IOException | JacksonException e) {
            return "another program";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "another program";
        }
    }
}
