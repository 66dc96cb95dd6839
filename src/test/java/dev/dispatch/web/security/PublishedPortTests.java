package dev.dispatch.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A center in a container, which is published at a port that it does not know. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.cluster.name=${random.uuid}",
            "dispatch.cluster.port=15841",
            "dispatch.cluster.members=127.0.0.1:15841",
            "dispatch.allowed-hosts=desk.example"
        })
@Tag("cluster")
class PublishedPortTests {
    private final Visitor visitor;
    private final int port;

    PublishedPortTests(@LocalServerPort int port) {
        this.visitor = new Visitor(port);
        this.port = port;
    }

    /** The range includes the own port, as in a container. */
    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry settings) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int own = free.getLocalPort();
            settings.add("dispatch.port", () -> own);
            settings.add("dispatch.published-ports", () -> own + "-" + (own + 20));
        }
    }

    @Test
    void portIsLearnedFromRequests() {
        callAt("localhost:" + (port + 7));
        await().until(() -> url().equals(published(7)));

        assertThat(visitor.page("/").body())
                .contains("<a href=\"" + published(7) + "\" dir=\"auto\">Gotham</a>")
                .contains("<meta name=\"dispatch-published\" content=\"%d-%d\">".formatted(port, port + 20));
        callAt("desk.example:" + (port + 8));
        await().until(() -> url().equals(published(8)));
    }

    @Test
    void otherPortsAndHostsAreIgnored() {
        callAt("127.0.0.1:" + (port + 2));

        callAt("localhost:" + (port - 1));
        callAt("localhost:" + (port + 21));
        callAt("evil.example:" + (port + 3));
        callAt("localhost");
        callAt("localhost:" + port); // from inside the container

        assertThat(visitor.page("/").body()).contains("curl -X POST &#39;" + published(2) + "/api/heroes");
    }

    private void callAt(String host) {
        visitor.raw("GET /api/cluster HTTP/1.1", "Host: " + host, "Connection: close");
    }

    private String url() {
        return Visitor.json(visitor.get("/api/centers")).path(0).path("url").asString();
    }

    private String published(int place) {
        return "http://localhost:" + (port + place);
    }
}
