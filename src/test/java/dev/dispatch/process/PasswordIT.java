package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
