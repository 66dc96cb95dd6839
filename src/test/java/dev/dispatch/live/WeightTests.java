package dev.dispatch.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.history.GeneratedHistory;
import dev.dispatch.history.History;
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
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private final History history;

    @Autowired
    WeightTests(@LocalServerPort int port, SuperheroRegistry registry, History history) {
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

    @ParameterizedTest
    @ValueSource(strings = {"heroes", "heroes?sort=health,desc", "centers", "events", "charts", "takeover"})
    void aPushIsLight(String topic) throws IOException {
        try (Wire wire = new Wire(port)) {
            wire.watch("/topic/" + topic);

            Wire.Message push = wire.next();
            assertThat(push.text()).startsWith("MESSAGE").contains("destination:/topic/" + topic, "<template>");
            assertThat(push.bytes()).isLessThan(PUSH);
        }
    }

    @Test
    void turnsAreLighterThanAPage() throws IOException {
        AtomicInteger number = new AtomicInteger();
        // not all at once, as their turns would be due at once, too
        await().pollInterval(Duration.ofMillis(40)).until(() -> {
            registry.enlist(new HeroName("Feather " + number.incrementAndGet()));
            return number.get() == 50;
        });
        try (Wire wire = new Wire(port)) {
            wire.watch("/topic/heroes?search=feather");
            int page = wire.next().bytes();

            Wire.Message turns = wire.next();
            assertThat(turns.text()).contains("<tr").doesNotContain("<thead");
            assertThat(turns.bytes()).isLessThan(page / 2);
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
