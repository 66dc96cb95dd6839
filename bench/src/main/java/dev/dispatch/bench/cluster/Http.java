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

/** The HTTP client of the benchmark. Its connections are kept alive and shared. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** The client itself, for those who want more than an answer, such as a web socket. */
    public HttpClient client() {
        return client;
    }

    /** A POST of some JSON. */
    public static HttpRequest post(URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** A DELETE. */
    public static HttpRequest delete(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).DELETE().build();
    }

    /** A GET. */
    public static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    /** Whether it answers with status 200. */
    public boolean isOk(URI uri) {
        try {
            return exchange(get(uri)).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The status that it answers with. */
    public int statusOf(URI uri) {
        try {
            return exchange(get(uri)).statusCode();
        } catch (IOException e) {
            throw unanswered(uri, e);
        }
    }

    /**
     * What it answers.
     *
     * @throws BenchException unless the status says that all is well
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
            throw unanswered(request.uri(), e);
        }
    }

    /** The JSON that it answers. */
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

    private static BenchException unanswered(URI uri, IOException cause) {
        return new BenchException("%s does not answer: %s".formatted(uri, cause), cause);
    }
}
