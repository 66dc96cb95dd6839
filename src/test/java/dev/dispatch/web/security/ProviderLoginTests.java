package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.DispatchApplication;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Logins by an identity provider beside the password. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.password=correct horse battery",
            "dispatch.oidc.roles-claim=realm.roles",
            "dispatch.cluster.name=provider-tests",
            "dispatch.cluster.port=15811",
            "dispatch.cluster.members=127.0.0.1:15811",
            "dispatch.hero.max-wound=0"
        })
@Tag("cluster")
class ProviderLoginTests {
    private static final IdentityProvider provider = new IdentityProvider();
    /** As HTTP Basic. */
    private static final String PASSWORD = "Basic ZGlzcGF0Y2hlcjpjb3JyZWN0IGhvcnNlIGJhdHRlcnk=";

    private static final String LINK = "/oauth2/authorization/castle";

    private final Visitor visitor;

    ProviderLoginTests(@LocalServerPort int port) {
        this.visitor = new Visitor(port);
    }

    @DynamicPropertySource
    static void useProvider(DynamicPropertyRegistry settings) {
        String client = "spring.security.oauth2.client.";
        settings.add(client + "registration.castle.client-id", () -> IdentityProvider.CLIENT);
        settings.add(client + "registration.castle.client-secret", () -> "secret");
        settings.add(client + "registration.castle.client-name", () -> "The Castle");
        settings.add(client + "registration.castle.scope", () -> "openid");
        settings.add(client + "provider.castle.issuer-uri", provider::issuer);
        settings.add(client + "registration.ruin.client-id", () -> IdentityProvider.CLIENT);
        settings.add(client + "registration.ruin.scope", () -> "openid");
        settings.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", provider::issuer);
        settings.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> IdentityProvider.CLIENT);
        settings.add(client + "registration.gone.client-id", () -> IdentityProvider.CLIENT);
        settings.add(client + "provider.gone.issuer-uri", () -> "http://127.0.0.1:1");
        // a provider whose tokens nobody gives out
        settings.add(client + "registration.ruin.authorization-grant-type", () -> "authorization_code");
        settings.add(client + "registration.ruin.redirect-uri", () -> "{baseUrl}/login/oauth2/code/ruin");
        settings.add(client + "provider.ruin.authorization-uri", () -> provider.issuer() + "/none");
        settings.add(client + "provider.ruin.token-uri", () -> "http://127.0.0.1:1/token");
    }

    @BeforeEach
    void reset() {
        provider.user = "alice";
        provider.audience = IdentityProvider.CLIENT;
        provider.claims = Map.of("realm", Map.of("roles", List.of("other", "dispatcher")));
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @Test
    void dispatcherLogsInAndReturnsToThePage() {
        assertThat(visitor.page("/login?to=/?search=x").body())
                .contains("Log in with <bdi>The Castle</bdi>", LINK + "?to=/?search%3Dx");

        HttpResponse<String> loggedIn = logIn("?to=/?search%3Dx");

        assertThat(loggedIn.statusCode()).isEqualTo(303);
        assertThat(location(loggedIn)).isEqualTo("/?search=x");
        assertThat(loggedIn.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("provider-tests-login=").contains("HttpOnly"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("provider-tests-provider=;"));
        assertThat(visitor.page("/").body())
                .contains("Logged in as alice (castle).", "<span>alice (castle)</span>")
                .doesNotContain("class=\"guest");
        visitor.form("/heroes", Map.of("name", "Made By Alice"));
        assertThat(visitor.get("/api/heroes/Made%20By%20Alice").statusCode()).isEqualTo(200);
        assertAudited("ENLISTED", "alice (castle)", "Made By Alice");
    }

    @Test
    void viewerMayOnlyLook() {
        provider.claims = Map.of("realm", Map.of("roles", "viewer"));
        logIn("");

        assertThat(visitor.page("/").body()).contains("alice (castle)", "class=\"guest viewer\"");
        HttpResponse<String> refused = visitor.form("/heroes", Map.of("name", "Made By A Viewer"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("alice (castle) may not do this; it needs the role dispatcher");
        assertThat(visitor.get("/api/heroes/Made%20By%20A%20Viewer").statusCode())
                .isEqualTo(404);
        assertAudited("REFUSED", "alice (castle)", "POST /heroes, status 403");
        assertThat(visitor.get("/actuator/auditevents").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/metrics").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/health").body()).contains("Gotham");
        assertThat(visitor.json("POST", "/api/heroes", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void userWithoutRoleIsNotLoggedIn() {
        provider.claims = Map.of("roles", List.of("dispatcher"));

        HttpResponse<String> refused = logIn("");

        assertThat(visitor.page(location(refused)).body()).contains("You have no role here.");
        assertThat(visitor.page("/").body()).contains("href=\"/login\"");
    }

    @Test
    void answerOfProviderThatNobodyAskedForIsRefused() {
        String answer = askProvider(LINK);
        Visitor other = new Visitor(URI.create(visitor.origin()).getPort());

        HttpResponse<String> refused = other.get(answer, "Accept", "text/html");

        assertThat(location(refused)).startsWith("/login?problem=PROVIDER");
        assertThat(other.page(location(refused)).body()).contains("The identity provider did not answer");
        assertThat(other.page("/").body()).contains("href=\"/login\"");
    }

    @Test
    void forgedRequestCookieIsIgnored() {
        String answer = askProvider(LINK);
        Visitor other = new Visitor(URI.create(visitor.origin()).getPort());

        HttpResponse<String> refused = other.get(answer, "Cookie", "provider-tests-provider=e30.00");

        assertThat(location(refused)).startsWith("/login?problem=PROVIDER");
    }

    @Test
    void providerThatDoesNotAnswerIsReported() {
        String asked = location(visitor.get("/oauth2/authorization/ruin"));
        String state = asked.replaceAll(".*[?&]state=([^&]*).*", "$1");

        HttpResponse<String> refused = visitor.get("/login/oauth2/code/ruin?code=1&state=" + state);

        assertThat(location(refused)).startsWith("/login?problem=PROVIDER");
        assertAudited("LOGIN_FAILED", "nobody", "at an identity provider");
    }

    @Test
    void providerThatIsDownDisturbsNoOther() {
        for (String path : List.of("/oauth2/authorization/gone", "/login/oauth2/code/gone?code=1&state=1")) {
            assertThat(location(visitor.get(path))).startsWith("/login?problem=PROVIDER");
        }
        assertThat(location(logIn(""))).isEqualTo("/");
    }

    @Test
    void failedLoginKeepsTheOldOne() {
        logIn("");

        visitor.get("/login/oauth2/code/castle?code=1&state=1");

        assertThat(visitor.page("/").body()).contains("alice (castle)");
    }

    @Test
    void changedRequestCookieIsIgnored() {
        HttpResponse<String> redirect = visitor.get(LINK);
        String cookie = redirect.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("provider-tests-provider="))
                .map(each -> each.replaceAll(";.*", ""))
                .findFirst()
                .orElseThrow();
        String later = cookie.replaceFirst("=\\d", "=9");
        assertThat(later).isNotEqualTo(cookie);
        String answer = answerOfProvider(redirect);
        Visitor other = new Visitor(URI.create(visitor.origin()).getPort());

        assertThat(location(other.get(answer, "Cookie", later))).startsWith("/login?problem=PROVIDER");
        assertThat(location(other.get(answer, "Cookie", cookie))).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KING alice:4102444800000:SHA256:00",
                "DISPATCHER alice:4102444800000:SHA256:00",
                "%zz:1:SHA256:00",
                "dispatcher:9999999999999:X:Y",
                ":::"
            })
    void forgedLoginCookieIsIgnored(String text) {
        String forged = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));

        assertThat(visitor.get("/", "Cookie", "provider-tests-login=" + forged).body())
                .contains("href=\"/login\"");
        assertThat(visitor.get("/actuator/metrics", "Cookie", "provider-tests-login=" + forged)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void programsUseBearerTokens() {
        assertThat(bearer("POST", "/api/heroes", provider.token("")).statusCode())
                .isEqualTo(201);
        assertThat(bearer("GET", "/actuator/metrics", provider.token("")).statusCode())
                .isEqualTo(200);
        provider.claims = Map.of();
        assertThat(bearer("GET", "/actuator/health", provider.token("")).body()).doesNotContain("Gotham");
        HttpResponse<String> withoutRole = bearer("POST", "/api/heroes", provider.token(""));
        assertThat(withoutRole.statusCode()).isEqualTo(403);
        assertThat(withoutRole.body()).contains("alice (token) may not do this");
        try (IdentityProvider other = new IdentityProvider()) {
            other.claims = Map.of("realm", Map.of("roles", "dispatcher"));
            provider.claims = other.claims;
            provider.audience = "another program";
            assertThat(bearer("POST", "/api/heroes", provider.token("")).statusCode())
                    .isEqualTo(401);
            HttpResponse<String> foreign = bearer("POST", "/api/heroes", other.token(""));
            assertThat(foreign.statusCode()).isEqualTo(401);
            assertThat(foreign.body()).contains("\"status\":401");
        }
    }

    @Test
    void wrongTokensDelayOnlyTokensOfTheirAddress() throws IOException {
        String answer;
        do {
            answer = sendFromElsewhere("Bearer expired");
        } while (answer.startsWith("HTTP/1.1 401"));

        assertThat(answer).startsWith("HTTP/1.1 429");
        assertThat(sendFromElsewhere(PASSWORD)).startsWith("HTTP/1.1 201");
        assertThat(bearer("POST", "/api/heroes", provider.token("")).statusCode())
                .isEqualTo(201);
    }

    /** Sends a request from an address that no other test uses. */
    private String sendFromElsewhere(String authorization) throws IOException {
        int port = URI.create(visitor.origin()).getPort();
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName("127.0.0.79"), 0)) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/heroes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                            + "Content-Length: 2\r\nAuthorization: " + authorization + "\r\n\r\n{}")
                                    .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void providerWithoutPasswordIsRefused() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(DispatchApplication.class)
                        .run(
                                "--dispatch.port=0",
                                "--dispatch.store.type=none",
                                "--dispatch.cluster.name=provider-tests-2",
                                "--dispatch.cluster.port=15821",
                                "--dispatch.cluster.members=127.0.0.1:15821",
                                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + provider.issuer()))
                .hasRootCauseInstanceOf(StartRefusedException.class)
                .rootCause()
                .hasMessageContaining("DISPATCH_PASSWORD");
    }

    private HttpResponse<String> logIn(String query) {
        visitor.page("/login");
        return visitor.get(askProvider(LINK + query), "Accept", "text/html");
    }

    /** Follows the link to the provider, and returns the path to which the provider sends the browser back. */
    private String askProvider(String link) {
        HttpResponse<String> redirect = visitor.get(link);
        assertThat(redirect.statusCode()).as(redirect.body()).isEqualTo(302);
        return answerOfProvider(redirect);
    }

    private static String answerOfProvider(HttpResponse<String> redirect) {
        URI atProvider = URI.create(location(redirect));
        URI back = URI.create(location(
                new Visitor(atProvider.getPort()).get(atProvider.getRawPath() + "?" + atProvider.getRawQuery())));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private static String location(HttpResponse<String> redirect) {
        return redirect.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> bearer(String method, String path, String token) {
        return visitor.send(method, path, "{}", "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    private void assertAudited(String type, String user, String subject) {
        await().untilAsserted(() -> assertThat(Visitor.json(visitor.send(
                                "GET", "/actuator/auditevents?type=" + type, "", "Authorization", PASSWORD))
                        .path("events"))
                .anySatisfy(entry -> {
                    assertThat(entry.path("principal").asString()).isEqualTo(user);
                    assertThat(entry.at("/data/subject").asString()).contains(subject);
                }));
    }
}
