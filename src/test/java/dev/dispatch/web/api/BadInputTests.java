package dev.dispatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invalid requests get a helpful problem and leave no trace in the log. */
@CenterTest
@ExtendWith(OutputCaptureExtension.class)
class BadInputTests {
    private static final String LONG = "a".repeat(65);

    private final Visitor program;

    BadInputTests(@LocalServerPort int port) {
        program = new Visitor(port);
    }

    @AfterEach
    void nothingIsLogged(CapturedOutput output) {
        assertThat(output).doesNotContain("ERROR", "WARN", "\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name": ""}             | A name must have at least one character
                    {"name": "   "}          | A name must have at least one character
                    {"name": "a\\u0007b"}    | this one has U+0007
                    {"name": "a\\u202eb"}    | this one has U+202E
                    {"name": "a\\ud800b"}    | this one has U+D800
                    {"name": 5}              | 'name' must be a string
                    {"name": true}           | 'name' must be a string
                    {"name": ["a"]}          | 'name' must be a string
                    {"name": {"a": 1}}       | 'name' must be a string
                    {"nome": "a"}            | Unknown field 'nome'; allowed: [name]
                    {"name": "a", "n": 1}    | Unknown field 'n'
                    {"name": "a", "name": "b"} | Duplicate Object property "name"
                    {"name": "a"             | The body is not valid JSON at line 1
                    {"name": "a"} {}         | The body must be one JSON object
                    {name: "a"}              | The body is not valid JSON at line 1
                    hello                    | The body is not valid JSON at line 1
                    []                       | The body must be one JSON object
                    "Batman"                 | The body must be one JSON object
                    null                     | The body must be one JSON object
                    ``                       | The body must be one JSON object
                    """)
    void invalidHeroIsRefused(String body, String detail) {
        assertProblem(program.json("POST", "/api/heroes", body), 400, detail);
    }

    @Test
    void longNameIsRefused() {
        assertProblem(
                program.json("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(LONG)), 400, "this one has 65");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"count": "x"}         | 'count' must be a whole number
                    {"count": "5"}         | 'count' must be a whole number
                    {"count": 1.5}         | 'count' must be a whole number
                    {"count": null}        | 'count' must be a whole number
                    {}                     | 'count' must be a whole number
                    {"count": 0}           | count must be greater than or equal to 1
                    {"count": 1000001}     | count must be less than or equal to 1000000
                    {"count": 99999999999} | out of range
                    """)
    void invalidBatchIsRefused(String body, String detail) {
        assertProblem(program.json("POST", "/api/heroes/batch", body), 400, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /api/heroes?page=-1              | page must be 0 to 42949671, not -1
                    /api/heroes?page=x               | page must be a whole number, not 'x'
                    /api/heroes?page=                | page must be a whole number, not ''
                    /api/heroes?page=5000000&size=500 | page must be 0 to 4294966, not 5000000
                    /api/heroes?size=0               | size must be 1 to 500, not 0
                    /api/heroes?size=501             | size must be 1 to 500, not 501
                    /api/heroes?size=99999999999     | size must be a whole number
                    /api/heroes?sort=age             | not by 'age'
                    /api/heroes?sort=                | not by ''
                    /api/heroes?sort=name,up         | such as name,asc
                    /api/heroes?sort=name,asc,name   | such as name,asc
                    /api/heroes?colour=red           | Unknown parameter 'colour'; allowed: page, search, size, sort
                    /api/heroes?page=1&page=2        | 'page' must be given only once
                    /api/heroes?search=%ff           | not encoded in UTF-8
                    /api/heroes/Batman?x=1           | Unknown parameter 'x'; none are allowed here
                    /api/heroes/a%0Ab                | The request cannot be processed
                    /api/events?limit=0              | limit must be greater than or equal to 1
                    /api/events?limit=2001           | limit must be less than or equal to 2000
                    /api/events?type=fallen          | Unknown event type 'fallen'; allowed: CENTER_JOINED,
                    /api/events?type=FALLEN,         | Unknown event type ''
                    /api/events?limit=x              | 'limit' with value: 'x'
                    """)
    void invalidQueryIsRefused(String path, String detail) {
        assertProblem(program.get(path), 400, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/heroes/%00", "/api/heroes/%zz", "/api/heroes/a|b", "api/heroes"})
    void malformedRequestLineIsRefused(String path) {
        String response = program.raw("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");

        assertThat(response)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json", "The request is malformed");
    }

    @Test
    void longSearchIsRefused() {
        assertProblem(program.get("/api/heroes?search=" + LONG), 400, "search must have at most 64 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DELETE | /api/heroes/nobody  | 404 | There is no superhero 'nobody'
                    GET    | /api/heroes/nobody  | 404 | There is no superhero 'nobody'
                    DELETE | /api/centers/x      | 400 | 'id' with value: 'x'
                    DELETE | /api/centers/00000000-0000-0000-0000-000000000000 | 404 | There is no center
                    GET    | /api/nothing        | 404 | There is nothing at this address
                    GET    | /nothing            | 404 | There is nothing at this address
                    DELETE | /api/heroes         | 400 | Set either search=… or all=true
                    DELETE | /api/heroes?search=%20 | 400 | Set either search=… or all=true
                    DELETE | /api/heroes?all=true&search=bat | 400 | Set either search=… or all=true
                    DELETE | /api/heroes?all=perhaps | 400 | 'all' with value: 'perhaps'
                    DELETE | /api/heroes?searhc=bat | 400 | Unknown parameter 'searhc'; allowed: search, all
                    PUT    | /api/heroes         | 405 | 'PUT'
                    POST   | /api/heroes         | 415 | Set the Content-Type to [application/json]
                    """)
    void invalidRequestIsRefused(String method, String path, int status, String detail) {
        assertProblem(program.send(method, path, ""), status, detail);
    }

    @Test
    void bodyOfOtherTypeIsRefused() {
        HttpResponse<String> response =
                program.send("POST", "/api/heroes", "name=x", "Content-Type", "application/x-www-form-urlencoded");

        assertProblem(response, 415, "Set the Content-Type to [application/json]");
    }

    @Test
    void largeBodyIsRefused() {
        String body = "{\"name\": \"%s\"}".formatted("a".repeat(100_000));

        assertProblem(program.json("POST", "/api/heroes", body), 413, "too large");
    }

    @Test
    void unsupportedAcceptHeaderIsRefused() {
        assertProblem(program.get("/api/heroes", "Accept", "application/xml"), 406, "application/json");
    }

    @Test
    void longSearchForTerminationIsRefused() {
        assertProblem(
                program.send("DELETE", "/api/heroes?search=" + LONG, ""),
                400,
                "search must have at most 64 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "/?events=x, Unknown event type",
        "/?page=-1, page must be 0 to",
        "/?sort=age, not by",
        "/heroes/nobody, There is no superhero"
    })
    void browserGetsErrorPage(String path, String words) {
        HttpResponse<String> response = program.page(path);

        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(response.body()).contains(words, "Gotham Dispatcher");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(Visitor.json(response).path("detail").asString()).contains(detail);
    }
}
