package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CenterLinksTests {

    @Test
    void loopbackHostIsReplacedByHostOfRequest() {
        assertThat(CenterLinks.reachable("http://localhost:4901", "127.0.0.1")).isEqualTo("http://127.0.0.1:4901");
        assertThat(CenterLinks.reachable("http://localhost:4901", "desk.example"))
                .isEqualTo("http://desk.example:4901");
        assertThat(CenterLinks.reachable("http://localhost:4901", "[::1]")).isEqualTo("http://[::1]:4901");
    }

    @Test
    void otherHostsAreKept() {
        assertThat(CenterLinks.reachable("http://metropolis.example:4901", "localhost"))
                .isEqualTo("http://metropolis.example:4901");
    }
}
