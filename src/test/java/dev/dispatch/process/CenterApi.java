package dev.dispatch.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client of one center, with or without a password. */
record CenterApi(URI url, String password) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final JsonMapper JSON = new JsonMapper();

    CenterApi(URI url) {
        this(url, "");
    }

    boolean isReady() {
        try {
            return call("GET", "/actuator/health/readiness").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, "");
    }

    HttpResponse<String> send(String method, String path, String json) {
        try {
            return call(method, path, json);
        } catch (IOException e) {
            throw new AssertionError(method + " " + url + path, e);
        }
    }

    JsonNode get(String path) {
        HttpResponse<String> response = send("GET", path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Enlists heroes one after the other, so that their turns are spread over time. */
    void enlist(int count) {
        for (int i = 0; i < count; i++) {
            HttpResponse<String> response = send("POST", "/api/heroes", "{}");
            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        }
    }

    Hero hero(String name) {
        return JSON.treeToValue(get("/api/heroes/" + name), Hero.class);
    }

    HeroSnapshot census() {
        Instant now = Instant.now();
        Map<String, Hero> heroes = new HashMap<>();
        for (int page = 0, pages = 1; page < pages; page++) {
            JsonNode answer = get("/api/heroes?sort=name,asc&size=500&page=" + page);
            for (JsonNode each : answer.path("content")) {
                Hero hero = JSON.treeToValue(each, Hero.class);
                heroes.put(hero.name(), hero);
            }
            pages = answer.path("page").path("totalPages").asInt();
        }
        return new HeroSnapshot(now, heroes);
    }

    String idOf(String city) {
        for (JsonNode center : get("/api/centers")) {
            if (center.path("city").asString().equals(city)) {
                return center.path("id").asString();
            }
        }
        throw new AssertionError("No center " + city);
    }

    /** The value of a metric as Prometheus scrapes it; {@code name} includes the labels. */
    double metric(String name) {
        return send("GET", "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No metric " + name));
    }

    private HttpResponse<String> call(String method, String path, String json) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!password.isEmpty()) {
            byte[] login = ("dispatcher:" + password).getBytes(UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> call(String method, String path) throws IOException {
        return call(method, path, "");
    }
}
