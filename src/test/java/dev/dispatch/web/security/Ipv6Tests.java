package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dispatch.NeedsIpv6;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.HttpPort;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.web.CenterTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * A center that listens on the IPv6 loopback address. On a random port: a browser that opens localhost would prefer it to that of a browser
 * test with the same port.
 */
@CenterTest
@TestPropertySource(
        properties = {"dispatch.bind-address=::1", "dispatch.cluster.members=[::1]:15701", "dispatch.port=0"})
@NeedsIpv6
class Ipv6Tests {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;
    private final int port;

    Ipv6Tests(@LocalServerPort int port) {
        this.port = port;
        origin = "http://[::1]:" + port;
    }

    @Test
    void pageOfCenterMayChangeAndSubscribe() throws Exception {
        HttpRequest create = HttpRequest.newBuilder(URI.create(origin + "/api/heroes"))
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(create, BodyHandlers.discarding()).statusCode()).isEqualTo(201);

        WebSocket socket = http.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create("ws://[::1]:" + port + "/ws"), new WebSocket.Listener() {})
                .get(30, TimeUnit.SECONDS);
        socket.abort();
    }

    /** Content policies allow no IPv6 addresses. */
    @Test
    void centerAnnouncesNameThatContentPolicyCanAllow() throws Exception {
        assertThat(get("/api/centers").body()).contains("\"url\":\"http://localhost:" + port + "\"");
        assertThat(get("/").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("connect-src 'self'").doesNotContain("["));
    }

    @Test
    void takenPortIsRefusedWithCenterThatHasIt() {
        var settings =
                new MapConfigurationPropertySource(Map.of("dispatch.bind-address", "::1", "dispatch.port", port));
        DispatchProperties properties = new Binder(settings).bindOrCreate("dispatch", DispatchProperties.class);

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> HttpPort.requireUsable(properties))
                .withMessageContaining("PORT %d is taken by the center Gotham at http://localhost:%d", port, port);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path))
                .header("Accept", "text/html, application/json")
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
