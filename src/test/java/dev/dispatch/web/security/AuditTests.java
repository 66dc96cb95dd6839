package dev.dispatch.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dispatch.feed.AuditEntry.Action;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.Audit;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who did what at a center with a password, and who may read that. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "dispatch.city=Gotham",
            "dispatch.password=" + AuditTests.PASSWORD,
            "dispatch.monitoring.token=" + AuditTests.TOKEN,
            "dispatch.cluster.name=audit-tests",
            "dispatch.cluster.port=15801",
            "dispatch.cluster.members=127.0.0.1:15801",
            "dispatch.hero.max-wound=0"
        })
@Tag("cluster")
class AuditTests {
    static final String PASSWORD = "correct horse battery";
    static final String TOKEN = "token-of-prometheus";
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";
    private static final Pattern PLAN = Pattern.compile("/terminations/([0-9a-f-]{36})/undo");
    private static final Set<RequestMethod> READS = Set.of(RequestMethod.GET, RequestMethod.HEAD);

    private final Visitor visitor;
    private final RequestMappingHandlerMapping handlers;
    private final Audit audit;

    @Autowired
    AuditTests(
            @LocalServerPort int port,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            Audit audit) {
        this.audit = audit;
        this.visitor = new Visitor(port);
        this.handlers = handlers;
    }

    @Test
    void everyChangeIsAuditedWithItsUserAddressAndCenter() {
        api("POST", "/api/heroes", "{\"name\": \"Audited One\"}");
        assertLatest("ENLISTED", "Audited One");
        api("POST", "/api/heroes/batch", "{\"count\": 3}");
        assertLatest("ENLISTED", "3 superheroes");
        api("DELETE", "/api/heroes/Audited%20One", "");
        assertLatest("TERMINATED", "Audited One");
        api("POST", "/api/heroes", "{\"name\": \"Audited/Two\"}");
        api("DELETE", "/api/heroes/?name=Audited%2FTwo", "");
        assertLatest("TERMINATED", "Audited/Two");
        api("POST", "/api/heroes", "{\"name\": \"Audited Three\"}");
        api("DELETE", "/api/heroes?search=audited", "");
        assertLatest("TERMINATED", "1 superhero that match audited");

        logIn();
        assertLatest("LOGGED_IN", "");
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "Audited Four"));
        assertLatest("ENLISTED", "Audited Four");
        visitor.form("/terminations", Map.of("hero", "Audited Four"));
        Matcher plan = PLAN.matcher(visitor.page("/").body());
        assertThat(plan.find()).isTrue();
        assertLatest("TERMINATION_PLANNED", "Audited Four (plan %s)".formatted(plan.group(1)));
        visitor.form("/terminations/%s/undo".formatted(plan.group(1)), Map.of());
        assertLatest("TERMINATION_UNDONE", plan.group(1));

        // nothing was changed
        long before = entries("").size();
        assertThat(api("DELETE", "/api/centers/" + UNKNOWN, "").statusCode()).isEqualTo(404);
        assertThat(api("DELETE", "/api/heroes/Nobody", "").statusCode()).isEqualTo(404);
        assertThat(entries("")).hasSize(Math.toIntExact(before));
    }

    @Test
    void changeThatFailsInTheMiddleIsAudited() throws NoSuchMethodException {
        RegistryUnavailableException failure = BeanUtils.instantiateClass(
                RegistryUnavailableException.class.getDeclaredConstructor(String.class, Throwable.class),
                "planted",
                null);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        try {
            assertThatThrownBy(() -> audit.addMany(Action.TERMINATED, " that match x", () -> {
                        throw failure;
                    }))
                    .hasMessage("planted");
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }

        await().untilAsserted(() -> assertThat(entries("?type=TERMINATED"))
                .anySatisfy(entry -> assertThat(subject(entry))
                        .isEqualTo("perhaps some superheroes that match x, but failed: planted")));
    }

    /** A new call that changes something needs an entry, and a line in the tests of this class. */
    @Test
    void allChangesAreKnown() {
        Set<String> changes = handlers.getHandlerMethods().entrySet().stream()
                .flatMap(handler -> handler.getKey().getMethodsCondition().getMethods().stream()
                        .filter(method -> !READS.contains(method))
                        .flatMap(method ->
                                handler.getKey().getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(changes)
                .containsExactlyInAnyOrder(
                        "POST /api/heroes",
                        "POST /api/heroes/batch",
                        "DELETE /api/heroes/{name}",
                        "DELETE /api/heroes/",
                        "DELETE /api/heroes",
                        "DELETE /api/centers/{id}",
                        "POST /heroes",
                        "POST /terminations",
                        "POST /terminations/{id}/undo",
                        "POST /centers/{id}/shutdown");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/heroes, '', POST /api/heroes, 401",
        "POST, /heroes, '', POST /heroes, 403",
        "GET, /actuator/prometheus, '', GET /actuator/prometheus, 401",
        "GET, /actuator/prometheus, Bearer wrong, GET /actuator/prometheus, 401",
        "GET, /actuator/auditevents, Bearer " + TOKEN + ", GET /actuator/auditevents, 403",
        "POST, /actuator/shutdown, Bearer " + TOKEN + ", POST /actuator/shutdown, 401",
    })
    void refusalsAreAudited(String method, String path, String authorization, String call, int status) {
        String[] headers = authorization.isEmpty() ? new String[0] : new String[] {"Authorization", authorization};

        assertThat(visitor.send(method, path, "", headers).statusCode()).isEqualTo(status);

        await().untilAsserted(() -> assertThat(entries("?type=REFUSED"))
                .anySatisfy(entry -> assertThat(subject(entry)).startsWith(call + ", status " + status)));
    }

    @Test
    void failedLoginsAreAuditedWithoutLineBreaks() {
        visitor.page("/login");
        visitor.form("/login", Map.of("username", "joker\nforged line", "password", "wrong"));

        await().untilAsserted(() -> assertThat(entries("?type=LOGIN_FAILED"))
                .anySatisfy(entry -> assertThat(subject(entry)).isEqualTo("as 'joker?forged line'")));
    }

    @Test
    void floodOfRefusalsIsBoundedAndCounted() {
        Instant start = Instant.now();
        int refused = 200;
        for (int i = 0; i < refused; i++) {
            assertThat(visitor.get("/actuator/metrics").statusCode()).isEqualTo(401);
        }

        long seconds = Instant.now().getEpochSecond() - start.getEpochSecond();
        await().untilAsserted(() -> {
            visitor.get("/actuator/metrics");
            assertThat(entries("?type=REFUSED"))
                    .anySatisfy(entry -> assertThat(subject(entry)).containsPattern(", after \\d+ others$"));
        });
        assertThat(entries("?type=REFUSED")).hasSizeLessThan(Math.toIntExact(60 + seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/actuator/metrics", "/actuator/sbom/application"})
    void monitoringNeedsTokenOrLogin(String path) {
        assertThat(visitor.get(path).statusCode()).isEqualTo(401);
        assertThat(visitor.send("HEAD", path, "").statusCode()).isEqualTo(401);
        assertThat(visitor.get(path, "Authorization", "Bearer " + TOKEN + "2").statusCode())
                .isEqualTo(401);
        assertThat(visitor.get(path, "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(api("GET", path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void detailsOfHealthNeedTokenOrLogin() {
        assertThat(visitor.get("/actuator/health").body()).contains("\"UP\"").doesNotContain("Gotham");
        assertThat(visitor.get("/actuator/health/readiness").body())
                .contains("\"UP\"")
                .doesNotContain("Gotham");
        assertThat(visitor.get("/actuator/health", "Authorization", "Bearer " + TOKEN)
                        .body())
                .contains("Gotham");
        assertThat(api("GET", "/actuator/health", "").body()).contains("Gotham");
        assertThat(visitor.get("/actuator/health", "Authorization", "Bearer guess")
                        .statusCode())
                .isEqualTo(401);
    }

    /** Waits until the newest entry is this one. */
    private void assertLatest(String type, String subject) {
        await().untilAsserted(() -> {
            JsonNode entry = entries("").get(0);
            assertThat(entry.path("type").asString()).isEqualTo(type);
            assertThat(subject(entry)).isEqualTo(subject);
            assertThat(entry.path("principal").asString()).isEqualTo("dispatcher");
            assertThat(entry.path("data").path("address").asString()).isEqualTo("127.0.0.1");
            assertThat(entry.path("data").path("center").asString()).isEqualTo("Gotham");
            assertThat(Instant.parse(entry.path("timestamp").asString()))
                    .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
        });
    }

    private static String subject(JsonNode entry) {
        return entry.path("data").path("subject").asString();
    }

    private List<JsonNode> entries(String query) {
        HttpResponse<String> answer = api("GET", "/actuator/auditevents" + query, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<JsonNode> entries = new ArrayList<>();
        Visitor.json(answer).path("events").forEach(entries::add);
        return entries;
    }

    private void logIn() {
        visitor.page("/login");
        visitor.form("/login", Map.of("username", "dispatcher", "password", PASSWORD));
    }

    private HttpResponse<String> api(String method, String path, String body) {
        String login = Base64.getEncoder().encodeToString(("dispatcher:" + PASSWORD).getBytes(UTF_8));
        return visitor.send(method, path, body, "Content-Type", "application/json", "Authorization", "Basic " + login);
    }
}
