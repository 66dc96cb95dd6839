package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CenterLinksTests {

    private static final String SELF = "http://localhost:4900";

    @Test
    void loopbackHostIsReplacedByHostOfRequest() {
        assertThat(CenterLinks.reachable("http://localhost:4901", SELF, "127.0.0.1"))
                .isEqualTo("http://127.0.0.1:4901");
        assertThat(CenterLinks.reachable("http://localhost:4901", SELF, "desk.example"))
                .isEqualTo("http://desk.example:4901");
        assertThat(CenterLinks.reachable("http://localhost:4901", SELF, "[::1]"))
                .isEqualTo("http://[::1]:4901");
    }

    @Test
    void addressOfThisCenterIsReplacedByHostOfRequest() {
        assertThat(CenterLinks.reachable("http://10.0.0.3:4901", "http://10.0.0.3:4900", "desk.example"))
                .isEqualTo("http://desk.example:4901");
    }

    @Test
    void otherHostsAreKept() {
        assertThat(CenterLinks.reachable("http://metropolis.example:4901", SELF, "localhost"))
                .isEqualTo("http://metropolis.example:4901");
        assertThat(CenterLinks.reachable("http://10.0.0.4:4901", "http://10.0.0.3:4900", "desk.example"))
                .isEqualTo("http://10.0.0.4:4901");
        assertThat(CenterLinks.reachable("https://dispatch.example", "https://dispatch.example", "localhost"))
                .isEqualTo("https://dispatch.example");
    }
}
