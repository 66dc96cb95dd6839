package dev.dispatch.bench.faults;

import dev.dispatch.bench.cluster.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Enlists and terminates heroes through one center, one request at a time, and keeps what the center acknowledged. No other client
 * uses its names. Its thread runs from {@code start()} to {@code stop()}; the other methods must not be called meanwhile.
 */
final class HeroClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** More than the 10 s for which a center tries: what is not answered by then does not happen later. */
    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private static final long PAUSE_MILLIS = 100;
    private static final int HEROES = 150;
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder()
                    .encodeToString(("dispatcher:" + FaultyCenters.PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final FaultNetwork network;
    private final int host;
    private final Random random;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final JsonMapper json = new JsonMapper();
    private final Map<String, HeroFate> fates = new HashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private int names;
    private volatile boolean stopped;
    private Thread thread = new Thread();

    HeroClient(FaultNetwork network, int host, long seed) {
        this.network = network;
        this.host = host;
        this.random = new Random(seed);
    }

    /** What is known of each name. The checker updates it. */
    Map<String, HeroFate> fates() {
        return fates;
    }

    /** The number of answers by status since the last call; 0 stands for no answer. */
    Map<Integer, Integer> takeStatuses() {
        Map<Integer, Integer> taken = new TreeMap<>(statuses);
        statuses.clear();
        return taken;
    }

    /** The wrong answers since the last call. */
    List<String> takeViolations() {
        List<String> taken = List.copyOf(violations);
        violations.clear();
        return taken;
    }

    void start() {
        stopped = false;
        thread = new Thread(this::run, "client-" + host);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the thread after its current request, of at most 12 s. */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private void run() {
        while (!stopped) {
            List<String> present = named(HeroFate.Kind.PRESENT);
            if (random.nextInt(HEROES) >= present.size()) {
                enlist(name());
            } else {
                terminate(present.get(random.nextInt(present.size())));
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<String> named(HeroFate.Kind kind) {
        return fates.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** A new name, or sometimes that of a terminated hero. */
    private String name() {
        if (random.nextInt(5) == 0) {
            List<String> gone = named(HeroFate.Kind.ABSENT);
            if (!gone.isEmpty()) {
                return gone.get(random.nextInt(gone.size()));
            }
        }
        return "Hero %d-%d".formatted(host, names++);
    }

    private void enlist(String name) {
        HttpResponse<String> answer = send(request("/api/heroes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"%s\"}".formatted(name))));
        int status = count(answer);
        if (answer != null && status == 201) {
            Instant enlistedAt = Instant.parse(
                    json.readTree(answer.body()).path("enlistedAt").asString());
            fates.put(name, new HeroFate(HeroFate.Kind.PRESENT, enlistedAt));
        } else if (status == 503 || status == 0) {
            fates.put(name, HeroFate.UNKNOWN);
        } else {
            violations.add("enlisting %s, whose name must be free, was answered with %d".formatted(name, status));
        }
    }

    private void terminate(String name) {
        HttpResponse<String> answer = send(request("/api/heroes/"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .DELETE());
        int status = count(answer);
        if (status == 204) {
            fates.put(name, HeroFate.ABSENT);
        } else if (status == 503 || status == 0) {
            fates.put(name, HeroFate.UNKNOWN);
        } else if (status == 404) {
            // on one side of a split, a hero may be missing; the checker knows whether it may have fallen
        } else {
            violations.add("terminating %s was answered with %d".formatted(name, status));
        }
    }

    private HttpRequest.Builder request(String path) {
        URI uri = FaultyCenters.uri(network, host, path);
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("Authorization", AUTHORIZATION);
    }

    private @Nullable HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            return null; // no center runs there, or it did not answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private int count(@Nullable HttpResponse<String> answer) {
        int status = answer == null ? 0 : answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        return status;
    }
}
