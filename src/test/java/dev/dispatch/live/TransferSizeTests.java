package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.history.GeneratedHistory;
import dev.dispatch.history.History;
import dev.dispatch.live.TestStompClient.Pushes;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The compressed size of a page with 50 heroes, its scripts, and its pushes. */
@CenterTest
class TransferSizeTests {
    private static final Pattern LOADED =
            Pattern.compile("(?:src|rel=\"(?:stylesheet|icon)\"[^>]* href)=\"(/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import .*\"(\\./[^\"]+)\";$");
    private static final int PAGE = 25_000;
    private static final int SCRIPTS = 80_000;
    private static final int PUSH = 8_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final SuperheroRegistry registry;
    private final History history;

    @Autowired
    TransferSizeTests(@LocalServerPort int port, SuperheroRegistry registry, History history) {
        this.port = port;
        this.registry = registry;
        this.history = history;
    }

    @BeforeEach
    void enlist() {
        while (registry.count() < 50) {
            registry.enlist();
        }
        GeneratedHistory.fill(
                history, List.of("Capitol", "Gotham", "Metropolis"), System.currentTimeMillis(), new Random(1));
    }

    @Test
    void pageAndScriptsAreSmall() throws IOException, InterruptedException {
        byte[] page = get("/");
        Set<String> addresses = new HashSet<>();
        int pageAndStyles = page.length;
        int scripts = 0;
        Deque<String> toLoad = new ArrayDeque<>(matches(LOADED, uncompressed(page)));
        while (!toLoad.isEmpty()) {
            String address = toLoad.remove();
            if (!addresses.add(address)) {
                continue;
            }
            byte[] response = get(address);
            if (address.endsWith(".js")) {
                scripts += response.length;
                matches(IMPORTED, uncompressed(response)).stream()
                        .map(module -> URI.create(address).resolve(module).toString())
                        .forEach(toLoad::add);
            } else {
                pageAndStyles += response.length;
            }
        }

        assertThat(addresses)
                .anyMatch(address -> address.endsWith(".css"))
                .anyMatch(address -> address.matches("/js/[0-9a-f]{32}/connection.js"))
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(pageAndStyles).isLessThan(PAGE);
        assertThat(scripts).isLessThan(SCRIPTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heroes", "heroes?sort=health,desc", "centers", "events", "charts", "takeover"})
    void pushesAreSmall(String topic) throws IOException {
        try (CompressedStompClient wire = new CompressedStompClient(port)) {
            wire.subscribe("/topic/" + topic);

            CompressedStompClient.Message push = wire.next();
            assertThat(push.text()).startsWith("MESSAGE").contains("destination:/topic/" + topic, "<template>");
            assertThat(push.bytes()).isLessThan(PUSH);
        }
    }

    @Test
    void pushOfTurnsIsSmallerThanThePage() throws IOException {
        // each after the push of the one before, so that their turns are not all due at once
        try (TestStompClient client = new TestStompClient(port)) {
            Pushes pushes = client.subscribe("/topic/heroes?search=feather");
            for (String name : List.of("Feather A", "Feather B", "Feather C", "Feather D", "Feather E", "Feather F")) {
                registry.enlist(new HeroName(name));
                await().until(() -> pushes.received().stream().anyMatch(push -> push.contains(name)));
            }
        }
        try (CompressedStompClient wire = new CompressedStompClient(port)) {
            wire.subscribe("/topic/heroes?search=feather");
            int page = wire.next().bytes();

            CompressedStompClient.Message turns = wire.next();
            assertThat(turns.text()).contains("<tr").doesNotContain("<thead");
            assertThat(turns.bytes()).isLessThan(page / 2);
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Small responses are not compressed. */
    private static String uncompressed(byte[] response) throws IOException {
        boolean isCompressed = response.length > 1 && response[0] == 0x1f && response[1] == (byte) 0x8b;
        return isCompressed
                ? new String(new GZIPInputStream(new ByteArrayInputStream(response)).readAllBytes(), UTF_8)
                : new String(response, UTF_8);
    }

    /** The response as sent, compressed. */
    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
