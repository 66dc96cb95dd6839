package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.DispatchApplication;
import dev.dispatch.web.Visitor;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

/** Access to a center with a password. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.password=" + LoginTests.PASSWORD,
            "dispatch.cluster.name=login-tests",
            "dispatch.cluster.port=15751",
            "dispatch.cluster.members=127.0.0.1:15751",
            "dispatch.hero.max-wound=0"
        })
@Tag("cluster")
class LoginTests {
    static final String PASSWORD = "correct horse battery";
    private static final String WRONG = "correct horse batter";

    private final int port;
    private final MeterRegistry meters;
    private final Visitor visitor;

    @Autowired
    LoginTests(@LocalServerPort int port, MeterRegistry meters) {
        this.port = port;
        this.meters = meters;
        visitor = new Visitor(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/api/heroes",
                "/api/centers",
                "/api/events",
                "/v3/api-docs",
                "/actuator/centers",
                "/actuator/health/readiness",
                "/actuator/health",
                "/actuator/info",
                "/dispatch.css"
            })
    void readingNeedsNoLogin(String path) {
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/heroes, {}",
        "POST, /api/heroes/batch, {\"count\": 1}",
        "DELETE, /api/heroes/x, ''",
        "DELETE, /api/heroes?all=true, ''",
        "DELETE, /api/centers/00000000-0000-0000-0000-000000000000, ''",
        "DELETE, /actuator/centers/00000000-0000-0000-0000-000000000000, ''",
        "POST, /actuator/shutdown, ''",
    })
    void apiNeedsPassword(String method, String path, String body) {
        for (String credentials : new String[] {"dispatcher:" + WRONG, "batman:" + PASSWORD, "dispatcher:", ":"}) {
            assertThat(call(method, path, body, credentials).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> refused = visitor.json(method, path, body);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm="));
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Visitor.json(refused).path("detail").asString()).contains("user dispatcher");
        if (!path.endsWith("shutdown")) {
            assertThat(call(method, path, body, "dispatcher:" + PASSWORD).statusCode())
                    .isIn(200, 201, 202, 204, 404);
        }
    }

    @Test
    void scriptGetsNoBasicChallenge() {
        HttpResponse<String> refused = visitor.send(
                "POST", "/api/heroes", "{}", "Content-Type", "application/json", "Sec-Fetch-Dest", "empty");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).doesNotStartWith("Basic"));
    }

    @Test
    void loginCookieHasNoEffectOnApi() {
        logIn("");

        assertThat(visitor.json("POST", "/api/heroes", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void formWithoutLoginLeadsToLoginAndBack() {
        visitor.page("/");
        HttpResponse<String> refused =
                visitor.form("/heroes", Map.of("name", "Nobody Logged In", "view", "search=Nobody"));

        assertThat(refused.statusCode()).isEqualTo(303);
        String login = refused.headers().firstValue("Location").orElseThrow();
        assertThat(login).isEqualTo("/login?problem=NEEDED&to=%2F%3Fsearch%3DNobody&typed=Nobody%20Logged%20In");
        assertThat(visitor.page(login).body())
                .contains("Log in to do this, then repeat it.", "value=\"/?search=Nobody\"");
        assertThat(visitor.get("/api/heroes/Nobody%20Logged%20In").statusCode()).isEqualTo(404);

        HttpResponse<String> loggedIn =
                visitor.form("/login", Map.of("username", "dispatcher", "password", PASSWORD, "to", "/?search=Nobody"));

        assertThat(loggedIn.statusCode()).isEqualTo(303);
        assertThat(loggedIn.headers().firstValue("Location")).hasValue("/?search=Nobody");
        assertThat(loggedIn.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("login-tests-login=")
                        .contains("HttpOnly", "SameSite=Lax", "Max-Age=86400", "Path=/"))
                .noneSatisfy(cookie -> assertThat(cookie).contains("JSESSIONID"));
        assertThat(visitor.page("/").body()).contains("Logged in as dispatcher.", "Log out");
        visitor.form("/heroes", Map.of("name", "Somebody Logged In"));
        assertThat(visitor.get("/api/heroes/Somebody%20Logged%20In").statusCode())
                .isEqualTo(200);
    }

    @Test
    void guessingIsSlowedDownForItsAddressOnly() throws IOException {
        double before = failures();
        int guesses = 0;
        String answer;
        do {
            answer = guess();
            guesses++;
        } while (answer.startsWith("HTTP/1.1 401") && guesses < 1000);

        assertThat(answer)
                .startsWith("HTTP/1.1 429")
                .containsPattern("Retry-After: \\d+")
                .contains("log in again in");
        assertThat(guesses).isLessThan(100);
        assertThat(failures()).isEqualTo(before + guesses);
        assertThat(call("POST", "/api/heroes", "{}", "dispatcher:" + PASSWORD).statusCode())
                .isEqualTo(201);
    }

    /** Sends a wrong password from an address that no other test uses. */
    private String guess() throws IOException {
        String credentials = Base64.getEncoder().encodeToString(("dispatcher:" + WRONG).getBytes(UTF_8));
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName("127.0.0.77"), 0)) {
            socket.getOutputStream()
                    .write(("POST /api/heroes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Basic "
                                    + credentials + "\r\n\r\n")
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private double failures() {
        return meters.get("dispatch.login.failures").counter().count();
    }

    @Test
    void wrongPasswordIsReported() {
        visitor.page("/login");
        HttpResponse<String> refused =
                visitor.form("/login", Map.of("username", "dispatcher", "password", WRONG, "to", "/?search=x"));

        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(visitor.page(refused.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Wrong password.", "value=\"/?search=x\"");
        visitor.form("/heroes", Map.of("name", "Wrong"));
        assertThat(visitor.get("/api/heroes/Wrong").statusCode()).isEqualTo(404);
    }

    @Test
    void typedNameSurvivesLogin() {
        visitor.page("/");
        HttpResponse<String> needed = visitor.form("/heroes", Map.of("name", "O'Typed & <i>"));
        Map<String, String> login = new HashMap<>(Map.of("username", "dispatcher", "password", WRONG));
        for (int attempt = 0; attempt < 2; attempt++) {
            String page = visitor.page(needed.headers().firstValue("Location").orElseThrow())
                    .body();
            assertThat(page).contains("name=\"typed\" value=\"O&#39;Typed &amp; &lt;i&gt;\"");
            login.put("typed", "O'Typed & <i>");
            needed = visitor.form("/login", login);
            login.put("password", PASSWORD);
        }

        assertThat(visitor.page("/").body())
                .contains("Logged in as dispatcher.", "value=\"O&#39;Typed &amp; &lt;i&gt;\"");
    }

    @Test
    void logoutKeepsFormsOfOtherPages() {
        logIn("");
        visitor.page("/");
        assertThat(visitor.form("/logout", Map.of()).statusCode()).isEqualTo(303);

        HttpResponse<String> sent = visitor.form("/heroes", Map.of("name", "From Another Tab"));

        assertThat(sent.headers().firstValue("Location"))
                .hasValueSatisfying(login -> assertThat(login).startsWith("/login?problem=NEEDED"));
    }

    @Test
    void loginsOfTwoClustersOnOneHostCoexist() {
        try (ConfigurableApplicationContext other = new SpringApplicationBuilder(DispatchApplication.class)
                .run(
                        "--dispatch.city=Gotham",
                        "--dispatch.port=0",
                        "--dispatch.password=" + WRONG,
                        "--dispatch.cluster.name=login tests; ä=2",
                        "--dispatch.cluster.port=15761",
                        "--dispatch.cluster.members=127.0.0.1:15761")) {
            Visitor there = visitor.at(other.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            logIn("");
            there.page("/login");
            there.form("/login", Map.of("username", "dispatcher", "password", WRONG));

            assertThat(there.page("/").body()).contains("Logged in as dispatcher.", "Log out");
            assertThat(visitor.page("/").body()).contains("Logged in as dispatcher.", "Log out");
            there.form("/logout", Map.of());
            assertThat(visitor.page("/").body()).contains("Log out");
        }
    }

    @Test
    void loginWithoutCsrfTokenIsRefused() {
        HttpResponse<String> refused = visitor.fields("/login", "username=dispatcher&password=" + PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().allValues("Set-Cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).startsWith("login-tests-login="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"})
    void loginRedirectsToThisCenterOnly(String elsewhere) {
        assertThat(logIn(elsewhere).headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void loginAndLogoutApplyToEveryCenter() {
        logIn("");
        try (ConfigurableApplicationContext center = anotherCenter()) {
            Visitor there = visitor.at(center.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
            await().until(() -> Visitor.json(there.get("/api/centers")).size() == 2);

            assertThat(there.page("/").body()).contains("Log out").doesNotContain("href=\"/login\"");
            there.form("/heroes", Map.of("name", "Born Elsewhere"));
            assertThat(visitor.get("/api/heroes/Born%20Elsewhere").statusCode()).isEqualTo(200);

            there.form("/logout", Map.of());
            assertThat(visitor.page("/").body()).contains("href=\"/login\"").doesNotContain("Log out");
        }
    }

    @Test
    void forgedLoginCookieIsIgnored() {
        String forged = Base64.getEncoder().encodeToString("dispatcher:4102444800000:SHA256:00".getBytes(UTF_8));

        assertThat(visitor.get("/", "Cookie", "login-tests-login=" + forged).body())
                .contains("href=\"/login\"");
    }

    @Test
    void pageMarksActionsThatNeedLogin() {
        assertThat(visitor.page("/").body())
                .contains("class=\"guest\"", "curl -u dispatcher -X POST")
                .doesNotContain(PASSWORD);
        logIn("");
        assertThat(visitor.page("/").body()).doesNotContain("guest").doesNotContain(PASSWORD);
        assertThat(visitor.page("/login").statusCode()).isEqualTo(302);
    }

    @Test
    void openApiDescribesLogin() {
        var description = Visitor.json(visitor.get("/v3/api-docs"));
        var heroes = description.path("paths").path("/api/heroes");

        assertThat(description
                        .at("/components/securitySchemes/dispatcher/scheme")
                        .asString())
                .isEqualTo("basic");
        assertThat(heroes.at("/post/security/0").has("dispatcher")).isTrue();
        assertThat(heroes.at("/post/responses").has("401")).isTrue();
        assertThat(heroes.path("get").has("security")).isFalse();
    }

    private HttpResponse<String> logIn(String to) {
        visitor.page("/login");
        return visitor.form("/login", Map.of("username", "dispatcher", "password", PASSWORD, "to", to));
    }

    private HttpResponse<String> call(String method, String path, String body, String credentials) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        return visitor.send(
                method, path, body, "Content-Type", "application/json", "Authorization", "Basic " + encoded);
    }

    private static ConfigurableApplicationContext anotherCenter() {
        return new SpringApplicationBuilder(DispatchApplication.class)
                .run(
                        "--dispatch.city=Metropolis " + UUID.randomUUID(),
                        "--dispatch.port=0",
                        "--dispatch.password=" + PASSWORD,
                        "--dispatch.cluster.name=login-tests",
                        "--dispatch.cluster.port=15751",
                        "--dispatch.cluster.members=127.0.0.1:15751",
                        "--dispatch.hero.max-wound=0");
    }
}
