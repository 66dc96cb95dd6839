package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts of centers with good and bad settings. */
class StartIT {
    @RegisterExtension
    static final ProcessCluster cluster = new ProcessCluster();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DISPATCH_HERO_WIN_PROBABILITY | 1.5     | must be less than or equal to 1
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
    void portOfAnotherProgramIsRefusedInOneLineWithStatusOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            CenterProcess center = cluster.start(Map.of("PORT", port));

            assertThat(center.exitStatus()).isEqualTo(1);
            assertThat(center.output().lines()).singleElement().asString().contains("PORT " + port + " is taken");
        }
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
