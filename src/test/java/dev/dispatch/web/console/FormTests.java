package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

/** The forms of the page and their undo. */
@CenterTest
class FormTests {
    private static final Pattern UNDO = Pattern.compile("formaction=\"(/terminations/[0-9a-f-]{36}/undo)\"");

    private final Visitor visitor;

    FormTests(@LocalServerPort int port) {
        visitor = new Visitor(port);
    }

    @BeforeEach
    void openPage() {
        visitor.page("/");
    }

    @Test
    void heroIsTerminatedAfterGracePeriod() {
        visitor.form("/heroes", Map.of("name", "Bane"));

        HttpResponse<String> sent = visitor.form("/terminations", Map.of("hero", "Bane", "view", "search=Ba"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).hasValue("/?search=Ba");
        String page = "/?search=Bane"; // on the first page however many heroes there are
        assertThat(visitor.page(page).body())
                .contains("Terminating <bdi>Bane</bdi> in 5 s.", ">Undo</button>", "\"/heroes/Bane\"");
        assertThat(visitor.page(page).body()).contains("\"/heroes/Bane\"").doesNotContain("Terminating <bdi>Bane");
        await().atMost(Duration.ofSeconds(20)).until(() -> !exists("Bane"));
        visitor.form("/terminations", Map.of("hero", "Bane"));
        assertThat(visitor.page("/").body()).contains("Superhero <bdi>Bane</bdi> no longer exists.");
    }

    @Test
    void formOnHeroPageReturnsToHeroPage() {
        visitor.form("/heroes", Map.of("name", "Catwoman"));

        HttpResponse<String> sent =
                visitor.form("/terminations", Map.of("hero", "Catwoman", "from", "/heroes/Catwoman"));

        assertThat(sent.headers().firstValue("Location")).hasValue("/heroes/Catwoman");
        String page = visitor.page("/heroes/Catwoman").body();
        assertThat(page).contains("Terminating <bdi>Catwoman</bdi> in 5 s.", "data-seconds=\"5\"");
        visitor.form(undo(page), Map.of());
        assertThat(visitor.form("/terminations", Map.of("from", "//evil.example"))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void terminationCanBeUndone() {
        visitor.form("/heroes", Map.of("name", "Riddler"));
        visitor.form("/terminations", Map.of("hero", "Riddler"));
        String undo = undo();

        assertThat(visitor.form(undo, Map.of()).statusCode()).isEqualTo(303);
        assertThat(visitor.page("/").body()).contains("Termination undone.");
        assertThat(exists("Riddler")).isTrue();
    }

    @Test
    void undoSaysThatAnotherTerminationIsPlanned() {
        visitor.form("/heroes", Map.of("name", "Twoface"));
        visitor.form("/terminations", Map.of("hero", "Twoface"));
        String first = undo();
        visitor.form("/terminations", Map.of("all", "true", "search", "twof"));
        String second = undo();

        visitor.form(first, Map.of());
        assertThat(visitor.page("/").body())
                .contains("Termination undone, but another planned termination may include the same superheroes.");
        visitor.form(second, Map.of());
        assertThat(visitor.page("/").body()).contains("Termination undone.");
    }

    @Test
    void nameFromRightToLeftIsIsolatedInSentences() {
        String name = "\u05d1\u05d0\u05d8\u05de\u05df";
        visitor.form("/heroes", Map.of("name", name));
        assertThat(visitor.page("/").body()).contains("Enlisted <bdi>" + name + "</bdi>.");
        await().untilAsserted(
                        () -> assertThat(visitor.page("/").body()).contains("<bdi>" + name + "</bdi> enlisted</a>"));

        visitor.form("/heroes", Map.of("name", name));

        assertThat(visitor.page("/").body())
                .contains("There is already a superhero named <bdi>" + name + "</bdi>;", "value=\"" + name + "\"");
    }

    @Test
    void undoAfterGracePeriodIsTooLate() {
        visitor.form("/heroes", Map.of("name", "Penguin"));
        visitor.form("/terminations", Map.of("hero", "Penguin"));
        String undo = undo();
        await().atMost(Duration.ofSeconds(20)).until(() -> !exists("Penguin"));

        visitor.form(undo, Map.of());

        assertThat(visitor.page("/").body()).contains("Too late to undo", "class=\"failure\"");
        assertThat(visitor.form("/terminations/x/undo", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void selectedHeroesAreTerminatedTogether() {
        visitor.form("/heroes", Map.of("name", "Tick, A"));
        visitor.form("/heroes", Map.of("name", "Tick, B"));
        visitor.form("/heroes", Map.of("name", "Tick, C"));

        visitor.fields("/terminations", "name=Tick,%20A&name=Tick,%20B");

        assertThat(visitor.page("/").body()).contains("Terminating <bdi>2 superheroes</bdi> in 5 s.");
        await().atMost(Duration.ofSeconds(20)).until(() -> !exists("Tick,%20A") && !exists("Tick,%20B"));
        assertThat(exists("Tick,%20C")).isTrue();
    }

    @Test
    void matchingHeroesAreTerminated() {
        visitor.form("/heroes", Map.of("name", "Zzmatch A"));
        visitor.form("/heroes", Map.of("name", "A zzmatch B"));
        visitor.form("/heroes", Map.of("name", "Bystander"));

        // the form ignores selected rows, and its selection may stand in the query
        visitor.fields("/terminations?all=true&search=ZZMATCH", "name=Bystander");

        assertThat(visitor.page("/").body()).contains("Terminating <bdi>2 superheroes</bdi> in 5 s.");
        await().atMost(Duration.ofSeconds(20)).until(() -> !exists("Zzmatch%20A") && !exists("A%20zzmatch%20B"));
        assertThat(exists("Bystander")).isTrue();
    }

    @Test
    void emptySelectionTerminatesNothing() {
        visitor.form("/terminations", Map.of());

        assertThat(visitor.page("/").body())
                .contains("No superheroes to terminate.")
                .doesNotContain("Undo");

        visitor.form("/terminations", Map.of("all", "true", "search", "nobody has this in the name"));
        assertThat(visitor.page("/").body()).contains("No superheroes to terminate.");

        visitor.fields("/terminations", many(501));
        assertThat(visitor.page("/").body()).contains("At most 500 can be chosen by name", "class=\"failure\"");
    }

    @Test
    void batchIsCreated() {
        visitor.form("/heroes", Map.of("count", "1000"));

        assertThat(visitor.page("/").body()).contains("Enlisted <bdi>1,000 superheroes</bdi>.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0       |        | count must be 1 to 1,000,000, not 0
                    1000001 |        | count must be 1 to 1,000,000, not 1,000,001
                    many    |        | count must be a number from 1 to 1,000,000, not &#39;many&#39;
                    10      | Batman | Enter a name or a number, not both
                    """)
    void invalidCountIsRejected(String count, String name, String words) {
        visitor.form("/heroes", Map.of("count", count, "name", name == null ? "" : name));

        assertThat(visitor.page("/").body()).contains(words, "class=\"failure\"");
    }

    @Test
    void shutdownOfLastCenterRequiresCity() {
        String center =
                Visitor.json(visitor.get("/api/centers")).path(0).path("id").asString();

        for (Map<String, String> said : List.of(Map.<String, String>of(), Map.of("city", "gotham"))) {
            assertThat(visitor.form("/centers/" + center + "/shutdown", said).statusCode())
                    .isEqualTo(303);
            assertThat(visitor.page("/").body()).contains("<bdi>Gotham</bdi> is the last center", "class=\"failure\"");
        }
        assertThat(visitor.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void dialogsExplainActions() {
        visitor.form("/heroes", Map.of("name", "O'Zzcurl <i>"));

        String page = visitor.page("/?search=O'Zzcurl%20%3Ci%3E").body();

        assertThat(page)
                .contains("Terminate 1 superhero<", "/terminations?all=true")
                .contains("/api/heroes?search=O%27Zzcurl%20%3Ci%3E&#39;", "{&quot;count&quot;: 1000}")
                .contains("This is the last center.", "name=\"city\"", "/api/centers/")
                .doesNotContain("<i>");
    }

    @Test
    void eventFilterKeepsView() {
        visitor.form("/heroes", Map.of("name", "Feeder"));
        await().untilAsserted(() ->
                assertThat(visitor.page("/?events=ENLISTED").body()).contains("<bdi>Feeder</bdi> enlisted"));

        String joined = visitor.page("/?search=x&events=CENTER_JOINED").body();

        assertThat(joined)
                .contains("<bdi>Gotham</bdi> joined", "data-topic=\"/topic/events?type=CENTER_JOINED\"")
                .contains("href=\"/?search=x\"", "href=\"/?search=x&amp;events=CENTER_JOINED,FALLEN\"")
                .contains("href=\"/?search=x&amp;sort=name,desc&amp;events=CENTER_JOINED\"")
                .doesNotContain("<bdi>Feeder</bdi> enlisted");
    }

    private String undo() {
        return undo(visitor.page("/").body());
    }

    private static String undo(String page) {
        Matcher matcher = UNDO.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private boolean exists(String name) {
        return visitor.get("/api/heroes/" + name).statusCode() == 200;
    }

    @Test
    void fiveHundredHeroesCanBeTerminatedTogether() {
        String name = "\uD83E\uDDB8".repeat(61);
        String ticks = IntStream.range(100, 600)
                .mapToObj(i -> "name=" + UriUtils.encode(name + i, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        visitor.form("/heroes", Map.of("name", name + 599));

        assertThat(visitor.fields("/terminations", ticks).statusCode()).isEqualTo(303);

        assertThat(visitor.page("/").body()).contains("Terminating <bdi>1 superhero</bdi> in 5 s.");
        assertThat(visitor.fields("/terminations", many(600)).statusCode()).isEqualTo(400);
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "name=" + i).collect(Collectors.joining("&"));
    }
}
