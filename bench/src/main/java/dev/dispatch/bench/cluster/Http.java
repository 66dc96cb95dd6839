package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP client of the benchmark; its connections are kept alive and shared. Thread-safe. */
public final class Http {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** The underlying client, for web sockets. */
    public HttpClient client() {
        return client;
    }

    /** A POST request with a JSON body. */
    public static HttpRequest post(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    public static HttpRequest delete(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).DELETE().build();
    }

    public static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    }

    /** Whether the response to a GET has status 200; false if there is no response. */
    public boolean isOk(URI uri) {
        try {
            return exchange(get(uri)).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a GET and returns the status of the response. */
    public int statusOf(URI uri) {
        try {
            return exchange(get(uri)).statusCode();
        } catch (IOException e) {
            throw noResponse(uri, e);
        }
    }

    /**
     * Sends a request and returns the body of the response.
     *
     * @throws BenchException if there is no response or its status is not 2xx
     */
    public String send(HttpRequest request) {
        try {
            HttpResponse<String> response = exchange(request);
            if (response.statusCode() / 100 != 2) {
                throw new BenchException(
                        "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw noResponse(request.uri(), e);
        }
    }

    /** Sends a GET and returns the JSON of the response. */
    public JsonNode json(URI uri) {
        return json.readTree(send(get(uri)));
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static BenchException noResponse(URI uri, IOException cause) {
        return new BenchException("%s does not answer: %s".formatted(uri, cause), cause);
    }
}
