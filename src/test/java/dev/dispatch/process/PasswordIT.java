package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Real centers with a password. */
class PasswordIT {
    private static final String PASSWORD = "correct horse battery";

    @RegisterExtension
    static final ProcessCluster cluster = new ProcessCluster();

    @AfterEach
    void kill() {
        cluster.kill();
    }

    @Test
    void centerWithPasswordListensOnAllAddressesAndDoesNotPrintIt() {
        CenterProcess center = cluster.start(Map.of("DISPATCH_BIND_ADDRESS", "0.0.0.0", "DISPATCH_PASSWORD", PASSWORD));

        assertThat(center.api().isReady()).isTrue();
        assertThat(center.output()).doesNotContain(PASSWORD);
    }

    @Test
    void structuredLogHasTheAuditTrail() {
        CenterProcess center =
                cluster.start(Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs", "DISPATCH_PASSWORD", PASSWORD));
        CenterApi api = new CenterApi(center.api().url(), PASSWORD);

        api.send("POST", "/api/heroes", "{\"name\": \"Batman\"}");

        await().untilAsserted(() -> assertThat(center.output().lines().map(new JsonMapper()::readTree))
                .anySatisfy(line -> {
                    assertThat(line.path("message").asString()).isEqualTo("dispatcher from 127.0.0.1 enlisted Batman");
                    assertThat(line.at("/user/name").asString()).isEqualTo("dispatcher");
                    assertThat(line.at("/client/address").asString()).isEqualTo("127.0.0.1");
                    assertThat(line.at("/event/action").asString()).isEqualTo("enlisted");
                    assertThat(line.at("/event/outcome").asString()).isEqualTo("success");
                    assertThat(Instant.parse(line.path("@timestamp").asString()))
                            .isNotNull();
                }));
    }

    @Test
    void centerStartsWhileItsIdentityProviderIsDown() throws IOException, InterruptedException {
        String settings = "SPRING_SECURITY_OAUTH2_CLIENT_";
        CenterProcess center = cluster.start(Map.of(
                "DISPATCH_PASSWORD",
                PASSWORD,
                settings + "REGISTRATION_CASTLE_CLIENT_ID",
                "dispatch",
                settings + "PROVIDER_CASTLE_ISSUER_URI",
                "http://127.0.0.1:1"));
        HttpClient browser = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        URI link = center.api().url().resolve("/oauth2/authorization/castle");

        String page = browser.send(
                        HttpRequest.newBuilder(link)
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(page).contains("The identity provider did not answer", "Log in with <bdi>castle</bdi>");
        assertThat(center.output().lines())
                .noneMatch(line -> line.startsWith("\tat "))
                .anyMatch(line -> line.contains("nobody from 127.0.0.1 failed to log in at an identity provider"));
    }

    /** With the bean definitions of the build, too. */
    @Test
    void trustedProxyMakesCookiesSecure() throws IOException, InterruptedException {
        CenterProcess center = cluster.start(Map.of("DISPATCH_TRUSTED_PROXIES", "127.0.0.0/8"));
        HttpRequest page = HttpRequest.newBuilder(center.api().url())
                .headers("X-Forwarded-Proto", "https", "Accept", "text/html")
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(page, BodyHandlers.ofString())
                        .headers()
                        .allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("; Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open sesame, open sesame", ""})
    void centerWithAnotherPasswordIsRefused(String other) {
        cluster.start(Map.of("DISPATCH_PASSWORD", PASSWORD)).api();
        CenterProcess center = cluster.start(Map.of("DISPATCH_PASSWORD", other));

        assertThat(center.exitStatus()).isEqualTo(1);
        assertThat(center.output().lines())
                .singleElement()
                .asString()
                .contains("DISPATCH_PASSWORD differs from that of the center at http://localhost:")
                .doesNotContain("sesame");
    }
}
