package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Section;
import dev.dispatch.web.Sections;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How much a browser has to load, of a page with fifty superheroes. */
@CenterTest
class WeightTests {
    private static final Pattern LOADED =
            Pattern.compile("(?:src|rel=\"(?:stylesheet|icon)\"[^>]* href)=\"(/[^\"]+)\"");
    private static final int PAGE = 25_000;
    private static final int SCRIPTS = 80_000;
    private static final int PUSH = 8_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final SuperheroRegistry registry;
    private final Sections sections;

    @Autowired
    WeightTests(@LocalServerPort int port, SuperheroRegistry registry, Sections sections) {
        this.port = port;
        this.registry = registry;
        this.sections = sections;
    }

    @BeforeEach
    void enlist() {
        while (registry.count() < 50) {
            registry.enlist();
        }
    }

    @Test
    void thePageAndItsScriptsAreLight() throws IOException, InterruptedException {
        byte[] page = get("/");
        Matcher loaded =
                LOADED.matcher(new String(new GZIPInputStream(new ByteArrayInputStream(page)).readAllBytes(), UTF_8));
        Set<String> addresses = new HashSet<>();
        while (loaded.find()) {
            addresses.add(loaded.group(1));
        }
        int looks = page.length;
        int scripts = 0;
        for (String address : addresses) {
            int size = get(address).length;
            if (address.endsWith(".js")) {
                scripts += size;
            } else {
                looks += size;
            }
        }

        assertThat(addresses).hasSizeGreaterThanOrEqualTo(8).anyMatch(address -> address.endsWith(".css"));
        assertThat(looks).isLessThan(PAGE);
        assertThat(scripts).isLessThan(SCRIPTS);
    }

    @Test
    void aPushIsLight() {
        byte[] html = sections.render(Section.ofTopic("/topic/heroes")).getBytes(UTF_8);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(html);
        deflater.finish();
        byte[] compressed = new byte[html.length];

        assertThat(deflater.deflate(compressed)).isPositive().isLessThan(PUSH);
        deflater.end();
    }

    @Test
    void pushesAreCompressed() throws IOException {
        try (Socket socket = new Socket("localhost", port);
                BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            String handshake = """
                    GET /ws HTTP/1.1
                    Host: localhost
                    Connection: Upgrade
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits

                    """;
            socket.getOutputStream().write(handshake.replace("\n", "\r\n").getBytes(UTF_8));

            assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                    .anyMatch(line ->
                            line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-extensions: permessage-deflate"));
        }
    }

    /** As many bytes as travel. */
    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
