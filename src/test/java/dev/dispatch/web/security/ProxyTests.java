package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.dispatch.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A center behind a real nginx, with the recipe of docs/operations.md and with mistakes in it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.password=" + LoginTests.PASSWORD,
            "dispatch.trusted-proxies=127.0.0.1",
            "dispatch.cluster.name=proxy-tests",
            "dispatch.cluster.port=15771",
            "dispatch.cluster.members=127.0.0.1:15771",
            "dispatch.hero.max-wound=0"
        })
@Tag("cluster")
@EnabledIf(
        value = "dev.dispatch.web.security.Nginx#isInstalled",
        disabledReason = "Needs nginx, such as Debian's package")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyTests {
    private static final Pattern RECIPE = Pattern.compile("(?s)```nginx\n(.*?)```");
    private static final String AUTHORIZATION =
            "Basic " + Base64.getEncoder().encodeToString(("dispatcher:" + LoginTests.PASSWORD).getBytes(UTF_8));

    /** The ways in which nginx is configured. */
    private enum Variant {
        TLS("", ""),
        PLAIN("ssl", ""),
        /** Sends the name of the upstream as Host. */
        WITHOUT_HOST("header Host", ""),
        WITHOUT_ORIGIN("", "proxy_set_header Origin '';"),
        UNTRUSTED("", "proxy_bind 127.0.0.9;"),
        UNTRUSTED_WITHOUT_HOST("header Host", "proxy_set_header Host 127.0.0.1; proxy_bind 127.0.0.9;"),
        WITH_PREFIX("Prefix", "proxy_set_header X-Forwarded-Prefix /dispatch;");

        /** A regular expression for parts of lines; empty for none. */
        private final String removed;

        private final String added;

        Variant(String removed, String added) {
            this.removed = removed;
            this.added = added;
        }

        /** Applies this variant to the recipe. */
        private String of(String recipe, int center) {
            String name = "centers" + ordinal();
            String text = recipe.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + center)
                    .replaceFirst("listen 443", "listen PORT")
                    .replace("upstream centers", "upstream " + name)
                    .replace("http://centers", "http://" + name)
                    .replace("connection_upgrade", "connection_upgrade" + ordinal());
            return text.lines()
                    .map(line -> this == PLAIN ? line.replace(" ssl;", ";") : line)
                    .filter(line -> removed.isEmpty()
                            || !Pattern.compile(removed).matcher(line).find())
                    .map(line -> line.contains("proxy_pass") ? line + added : line)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    private final int port;
    private @Nullable Nginx nginx;

    ProxyTests(@LocalServerPort int port) {
        this.port = port;
    }

    /** Each problem is logged once a minute, in whichever test it occurs. */
    @BeforeAll
    void collectWarnings() {
        warnings.start();
        ((Logger) LoggerFactory.getLogger(ProxyWarnings.class)).addAppender(warnings);
    }

    private List<String> warnings(String part) {
        return List.copyOf(warnings.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(part))
                .toList();
    }

    @BeforeAll
    void startNginx() throws IOException, InterruptedException {
        Matcher recipe = RECIPE.matcher(Files.readString(Path.of("docs/operations.md")));
        assertThat(recipe.find()).isTrue();
        nginx = new Nginx(Arrays.stream(Variant.values())
                .map(variant -> variant.of(recipe.group(1), port))
                .toList());
    }

    @AfterAll
    void stopNginx() throws IOException {
        ((Logger) LoggerFactory.getLogger(ProxyWarnings.class)).detachAppender(warnings);
        if (nginx != null) {
            nginx.close();
        }
    }

    @Test
    void everythingIsSecureBehindTls() throws Exception {
        Visitor visitor = visitor(Variant.TLS);
        HttpHeaders page = visitor.page("/").headers();
        HttpResponse<String> loggedIn = logIn(visitor);

        assertThat(page.allValues("Set-Cookie")).singleElement().asString().contains("-csrf-", "; Secure");
        assertThat(page.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("connect-src 'self' wss://localhost:*;", "form-action 'self' https://localhost:*;"));
        assertThat(page.firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(loggedIn.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.contains("-login="))
                .singleElement()
                .asString()
                .contains("; Secure");
        assertThat(visitor.get("/swagger-ui.html").headers().firstValue("Location"))
                .hasValue("/swagger-ui/index.html");
        assertThat(Visitor.json(visitor.get("/v3/api-docs"))
                        .at("/servers/0/url")
                        .asString())
                .isEqualTo(visitor.origin());
        assertThat(login(visitor, "/?search=x")).contains("value=\"/?search=x\"");
    }

    /** The page from which one comes to the login is in the header Referer. */
    private static String login(Visitor visitor, String from) {
        visitor.form("/logout", Map.of());
        return visitor.get("/login", "Accept", "text/html", "Referer", visitor.origin() + from)
                .body();
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "PLAIN", "WITHOUT_ORIGIN", "UNTRUSTED"})
    void formsAndApiWork(Variant variant) throws Exception {
        Visitor visitor = visitor(variant);
        visitor.page("/");
        logIn(visitor);
        visitor.page("/");
        String name = "a/b " + UUID.randomUUID();

        assertThat(form(visitor, "/heroes", "name=" + name.replace("/", "%2F").replace(" ", "%20"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(visitor.page("/").body()).contains("href=\"/heroes/?name=a%2Fb%20");
        HttpResponse<String> created = visitor.send(
                "POST",
                "/api/heroes",
                "{}",
                "Content-Type",
                "application/json",
                "Authorization",
                AUTHORIZATION,
                "Origin",
                visitor.origin());
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(visitor.get(created.headers().firstValue("Location").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "PLAIN", "WITHOUT_ORIGIN", "UNTRUSTED"})
    void webSocketIsUpgraded(Variant variant) throws Exception {
        assertThat(connect(variant)).startsWith("CONNECTED");
    }

    @Test
    void loginsAreCountedByAddressOfClient() throws IOException {
        String answer;
        int guesses = 0;
        do {
            answer = guess("127.0.0.78");
            guesses++;
        } while (answer.startsWith("HTTP/1.1 401") && guesses < 1000);

        assertThat(answer).startsWith("HTTP/1.1 429");
        assertThat(guess("127.0.0.79")).startsWith("HTTP/1.1 401");
    }

    @Test
    void proxyThatDropsHostGetsErrorAndOneLine() throws Exception {
        Visitor visitor = visitor(Variant.WITHOUT_HOST);

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = visitor.page("/");
            assertThat(page.statusCode()).isEqualTo(421);
            assertThat(page.body()).contains("DISPATCH_ALLOWED_HOSTS", "must pass the header Host on");
        }
        assertThat(warnings(": the host "))
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line).contains("DISPATCH_ALLOWED_HOSTS", "must pass the header Host on"));
    }

    @Test
    void untrustedProxyThatChangesHostGetsErrorAndOneLine() throws Exception {
        Visitor visitor = visitor(Variant.UNTRUSTED_WITHOUT_HOST);

        for (int i = 0; i < 3; i++) {
            visitor.page("/");
            HttpResponse<String> refused = form(visitor, "/heroes", "name=Nobody");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("<h2>403", "another origin", "must pass the header Host on");
        }
        assertThat(connect(Variant.UNTRUSTED_WITHOUT_HOST)).contains("403");
        assertThat(warnings("by a page of another origin"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("must pass the header Host on"));
    }

    @Test
    void untrustedProxyDoesNotMakeCookiesSecureAndIsLoggedOnce() throws Exception {
        Visitor visitor = visitor(Variant.UNTRUSTED);

        for (int i = 0; i < 3; i++) {
            assertThat(visitor.page("/").headers().allValues("Set-Cookie"))
                    .allSatisfy(cookie -> assertThat(cookie).doesNotContain("Secure"));
        }
        assertThat(warnings("Ignoring X-Forwarded-*"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line).contains("from 127.0.0.9, which is not one of DISPATCH_TRUSTED_PROXIES"));
    }

    /** Without Origin, the browser still says that a page of another site has sent the request. */
    @ParameterizedTest
    @EnumSource(names = {"TLS", "WITHOUT_ORIGIN"})
    void requestFromOtherSiteIsRefused(Variant variant) throws Exception {
        HttpResponse<String> refused = visitor(variant)
                .send(
                        "POST",
                        "/actuator/shutdown",
                        "",
                        "Authorization",
                        AUTHORIZATION,
                        "Origin",
                        "https://evil.example",
                        "Sec-Fetch-Site",
                        "cross-site");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("a page of another origin");
        if (variant == Variant.WITHOUT_ORIGIN) {
            assertThat(refused.body()).contains("has no header Origin; the proxy must pass it on");
        }
    }

    /** A page of a rebound name reaches the center from the address of a trusted proxy, and can send such headers. */
    @Test
    void forwardedHostDoesNotCount() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void pathPrefixIsRefusedInOneSentence() throws Exception {
        HttpResponse<String> refused = visitor(Variant.WITH_PREFIX).page("/");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("at the root of a host", "X-Forwarded-Prefix");
    }

    private Nginx nginx() {
        return Objects.requireNonNull(nginx);
    }

    private Visitor visitor(Variant variant) throws IOException, GeneralSecurityException {
        int at = nginx().port(variant.ordinal());
        return variant == Variant.PLAIN ? new Visitor(at) : Visitor.overTls(at, nginx().certificates());
    }

    /** Sends a form of the last page, with the headers of a browser. */
    private static HttpResponse<String> form(Visitor visitor, String path, String fields) {
        return visitor.send(
                "POST",
                path,
                "_csrf=" + visitor.token() + "&" + fields,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html",
                "Origin",
                visitor.origin(),
                "Sec-Fetch-Site",
                "same-origin");
    }

    private static HttpResponse<String> logIn(Visitor visitor) {
        visitor.page("/login");
        HttpResponse<String> answer =
                form(visitor, "/login", "username=dispatcher&to=/&password=" + LoginTests.PASSWORD.replace(" ", "%20"));
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        return answer;
    }

    /** Opens a WebSocket as a page does, and returns the answer to CONNECT, or why there is no connection. */
    private String connect(Variant variant) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        String origin = visitor(variant).origin();
        HttpClient http =
                HttpClient.newBuilder().sslContext(nginx().certificates()).build();
        try {
            http.newWebSocketBuilder()
                    .subprotocols("v12.stomp")
                    .header("Origin", origin)
                    .header("Sec-Fetch-Site", "same-origin")
                    .buildAsync(URI.create(origin.replaceFirst("http", "ws") + "/ws"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                            answer.complete(data.toString());
                            socket.abort();
                            return CompletableFuture.completedStage(null);
                        }
                    })
                    .get(30, TimeUnit.SECONDS)
                    .sendText("CONNECT\naccept-version:1.2\nhost:localhost\n\n\0", true)
                    .get(30, TimeUnit.SECONDS);
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return String.valueOf(
                    e.getCause() instanceof WebSocketHandshakeException refused
                            ? refused.getResponse().statusCode()
                            : e);
        }
    }

    /** Sends a wrong password from an address that no other test uses. */
    private String guess(String address) throws IOException {
        String credentials = Base64.getEncoder().encodeToString("dispatcher:wrong".getBytes(UTF_8));
        try (Socket socket =
                new Socket("127.0.0.1", nginx().port(Variant.PLAIN.ordinal()), InetAddress.getByName(address), 0)) {
            socket.getOutputStream()
                    .write(("POST /api/heroes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                                    + credentials + "\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
