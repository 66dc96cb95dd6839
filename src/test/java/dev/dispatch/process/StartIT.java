package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of centers with good and bad settings, in one cluster: only one test may leave the choice of the city to its centers. */
class StartIT {
    @RegisterExtension
    static final ProcessCluster cluster = new ProcessCluster();

    @AfterEach
    void kill() {
        cluster.kill();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DISPATCH_HERO_WIN_PROBABILITY | 1.5     | must be less than or equal to 1
                    DISPATCH_CLUSTER_MEMBERS      | [::1    | must be host names or addresses, each with or without :port, such as [::1]:5701; invalid: [::1
                    DISPATCH_BIND_ADDRESS         | 0.0.0.0 | must be a loopback address such as 127.0.0.1, unless DISPATCH_PASSWORD is set
                    """)
    void badSettingIsRefusedInOneLineWithStatusOne(String setting, String value, String allowed) {
        CenterProcess center = cluster.start(Map.of(setting, value));

        assertThat(center.exitStatus()).isEqualTo(1);
        assertThat(center.output().lines()).singleElement().asString().contains(setting + "=" + value + ": " + allowed);
    }

    @Test
    void shortPasswordIsRefusedAndNotPrinted() {
        CenterProcess center = cluster.start(Map.of("DISPATCH_PASSWORD", "sesame"));

        assertThat(center.exitStatus()).isEqualTo(1);
        assertThat(center.output().lines())
                .singleElement()
                .asString()
                .contains("DISPATCH_PASSWORD=***: must have 12 to 128 characters")
                .doesNotContain("sesame");
    }

    @Test
    void libraryOfSqliteThatCannotBeUnpackedIsRefusedInOneLineWithStatusOne() {
        CenterProcess center = cluster.start(Map.of(
                "DISPATCH_STORE",
                "sqlite",
                "DISPATCH_JAVA_OPTS",
                "-Xmx160m -XX:+UseSerialGC -Dorg.sqlite.tmpdir=/proc"));

        assertThat(center.exitStatus()).isEqualTo(1);
        assertThat(center.output().lines())
                .singleElement()
                .asString()
                .contains("DISPATCH_STORE=sqlite: cannot unpack or load the library of SQLite in /proc");
    }

    @Test
    void portOfAnotherProgramIsRefusedInOneLineWithStatusOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            CenterProcess center = cluster.start(Map.of("PORT", port));

            assertThat(center.exitStatus()).isEqualTo(1);
            assertThat(center.output().lines()).singleElement().asString().contains("PORT " + port + " is taken");
        }
    }

    /** Bean definitions of the build have no management server of its own. */
    @Test
    void settingThatNeedsOtherBeansWorks() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        cluster.start(Map.of("CITY_NAME", "Keystone", "PORT", "0", "MANAGEMENT_SERVER_PORT", "" + port));

        await().atMost(Duration.ofSeconds(150)).until(new CenterApi(URI.create("http://localhost:" + port))::isReady);
    }

    @Test
    void jarStartsWithoutScripts() {
        assertThat(cluster.startJar(Map.of("CITY_NAME", "Smallville", "PORT", "0"))
                        .api()
                        .isReady())
                .isTrue();
    }

    @Test
    void centerWithoutSettingsTakesFirstFreeCityAndPort() {
        CenterApi first = cluster.start(Map.of()).api();
        CenterApi second = cluster.start(Map.of()).api();

        // other programs on this machine may use the ports of these cities
        assertThat(first.idOf("Gotham")).isNotEmpty();
        assertThat(second.idOf("Metropolis")).isNotEmpty();
        assertThat(first.url().getPort()).isGreaterThanOrEqualTo(4900);
        assertThat(second.url().getPort())
                .isGreaterThan(4900)
                .isNotEqualTo(first.url().getPort());
    }
}
