package dev.dispatch.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP client like a browser without JavaScript: keeps cookies and sends forms with the CSRF token of its last page. */
public class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http;
    private final String scheme;
    private final int port;
    private String token = "";

    public Visitor(int port) {
        this(HttpClient.newBuilder().cookieHandler(new CookieManager()).build(), "http", port);
    }

    private Visitor(HttpClient http, String scheme, int port) {
        this.http = http;
        this.scheme = scheme;
        this.port = port;
    }

    /** Returns a client of a server that has one of these certificates. */
    public static Visitor overTls(int port, SSLContext certificates) {
        HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .sslContext(certificates)
                .build();
        return new Visitor(http, "https", port);
    }

    /** Returns a client of another center with the same cookies. */
    public Visitor at(int otherPort) {
        return new Visitor(http, scheme, otherPort);
    }

    public String origin() {
        return scheme + "://localhost:" + port;
    }

    public HttpResponse<String> page(String path) {
        HttpResponse<String> page = send("GET", path, "", "Accept", "text/html");
        Matcher matcher = TOKEN.matcher(page.body());
        token = matcher.find() ? matcher.group(1) : "";
        return page;
    }

    public HttpResponse<String> form(String path, Map<String, String> fields) {
        return fields(
                path,
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + UriUtils.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** Sends a form with repeated fields. */
    public HttpResponse<String> fields(String path, String encoded) {
        String body = "_csrf=" + token + "&" + encoded;
        return send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html");
    }

    public HttpResponse<String> json(String method, String path, String body) {
        return send(method, path, body, "Content-Type", "application/json");
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends a request that an HTTP client would refuse to send. */
    public String raw(String... lines) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a raw request and returns the status line; the connection may stay open. */
    public String rawHead(String... lines) {
        try (Socket socket = new Socket("localhost", port);
                BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
            return String.valueOf(answer.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the CSRF token of the last page. */
    public String token() {
        return token;
    }

    public static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }
}
