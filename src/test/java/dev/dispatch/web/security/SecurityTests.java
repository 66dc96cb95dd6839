package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@CenterTest
class SecurityTests {
    private final Visitor visitor;
    private final int port;

    SecurityTests(@LocalServerPort int port) {
        this.port = port;
        visitor = new Visitor(port);
    }

    @Test
    void formWithoutCsrfTokenIsRefused() {
        HttpResponse<String> response = visitor.form("/heroes", Map.of("name", "Forged"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("This form has expired", "Gotham Dispatcher");
        assertThat(visitor.get("/api/heroes/Forged").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/heroes, http://evil.example",
        "POST, /api/heroes, null",
        "POST, /api/heroes, http://localhost",
        "POST, /api/heroes, http://localhost:1",
        "DELETE, /api/heroes/x, http://evil.example",
        "POST, /%61pi/heroes, http://evil.example",
        "POST, /actuator/shutdown, http://evil.example",
    })
    void requestFromOtherOriginIsRefused(String method, String path, String origin) {
        HttpResponse<String> response =
                visitor.send(method, path, "", "Origin", origin, "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("another origin");
    }

    @Test
    void webSocketFromOtherOriginIsRefused() {
        assertThat(handshake("http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(handshake("http://localhost:1")).startsWith("HTTP/1.1 403");
    }

    /** Such as a page of a center that this one no longer knows. */
    @Test
    void webSocketFromOtherPortNeedsCsrfToken() {
        HttpResponse<String> page = visitor.page("/");
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        String token = visitor.token();
        String known = "/ws?_csrf=" + token;

        assertThat(handshake(known, "http://localhost:1", cookie)).startsWith("HTTP/1.1 101");
        assertThat(handshake(known, "http://evil.example", cookie)).startsWith("HTTP/1.1 403");
        assertThat(handshake(known, "null", cookie)).startsWith("HTTP/1.1 403");
        assertThat(handshake(known, "http://localhost:1", "x=y")).startsWith("HTTP/1.1 403");
        assertThat(handshake("/ws?_csrf=x", "http://localhost:1", cookie)).startsWith("HTTP/1.1 403");
        assertThat(handshake("/ws", "http://localhost:1", cookie)).startsWith("HTTP/1.1 403");
    }

    @Test
    void contentPolicyOmitsForeignHost() {
        assertThat(visitor.raw("GET / HTTP/1.1", "Host: evil.example", "Connection: close"))
                .contains("connect-src 'self' ws://localhost:")
                .doesNotContain("evil.example");
    }

    @Test
    void ownPageMayCallApi() {
        HttpResponse<String> response = visitor.send(
                "POST", "/api/heroes", "{}", "Origin", visitor.origin(), "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "[::2]", ""})
    void foreignHostGets421(String host) {
        for (String path : new String[] {"/", "/api/heroes", "/ws", "/actuator/health", "/dispatch.css"}) {
            String response =
                    visitor.raw("GET " + path + " HTTP/1.1", "Host: " + host, "Accept: text/html", "Connection: close");
            assertThat(response)
                    .startsWith("HTTP/1.1 421")
                    .contains("DISPATCH_ALLOWED_HOSTS", "application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:80", "127.0.0.1:4900", "127.1.2.3", "[::1]:4900", "[0:0:0:0:0:0:0:1]"})
    void loopbackHostIsAllowed(String host) {
        assertThat(visitor.raw("GET /api/centers HTTP/1.1", "Host: " + host, "Connection: close"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void pageHasSecurityHeaders() {
        HttpHeaders headers = visitor.page("/").headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy.split("; "))
                        .containsExactlyInAnyOrder(
                                "default-src 'none'",
                                "script-src 'self'",
                                "style-src 'self' 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='",
                                "img-src 'self'",
                                "connect-src 'self' ws://localhost:*",
                                "base-uri 'none'",
                                "form-action 'self' http://localhost:*",
                                "frame-ancestors 'none'"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
    }

    @Test
    void responseSetsNoSessionCookie() {
        assertThat(visitor.page("/").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .containsPattern("^[0-9a-f-]{36}-csrf-[0-9a-f]{8}=")
                .contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void cookiesOfOtherProgramsOnTheHostDoNoHarm() {
        String[] page = {"GET / HTTP/1.1", "Host: localhost", "Accept: text/html", "Connection: close", "Cookie: other="
        };

        page[4] = "Cookie: other=" + "x".repeat(16 * 1024);
        assertThat(visitor.raw(page)).startsWith("HTTP/1.1 200");

        page[4] = "Cookie: other=" + "x".repeat(40 * 1024);
        assertThat(visitor.rawHead(page)).startsWith("HTTP/1.1 400");
    }

    @Test
    void pagesThatABrowserOpensAtOnceAllWork() {
        Visitor[] tabs = {new Visitor(port), new Visitor(port), new Visitor(port)};
        // the browser keeps the last of several cookies with the same name
        Map<String, String> kept = Stream.of(tabs)
                .map(tab -> tab.page("/").headers().firstValue("Set-Cookie").orElseThrow())
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.toMap(cookie -> cookie.split("=", 2)[0], cookie -> cookie, (one, next) -> next));
        String cookies = String.join("; ", kept.values());

        for (Visitor tab : tabs) {
            String form = "_csrf=" + tab.token() + "&name=" + UUID.randomUUID();
            assertThat(new Visitor(port)
                            .send(
                                    "POST",
                                    "/heroes",
                                    form,
                                    "Content-Type",
                                    "application/x-www-form-urlencoded",
                                    "Cookie",
                                    cookies)
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    private String handshake(String origin) {
        return handshake("/ws", origin, "x=y");
    }

    private String handshake(String path, String origin, String cookie) {
        return visitor.rawHead(
                "GET " + path + " HTTP/1.1",
                "Host: localhost",
                "Origin: " + origin,
                "Cookie: " + cookie,
                "Connection: Upgrade, close",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }
}
