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

/** Whatever is wrong with a request, its sender is told what, and the log of the center stays quiet. */
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
                    {"name": 5}              | 'name' is not a string
                    {"name": true}           | 'name' is not a string
                    {"name": ["a"]}          | 'name' is not a string
                    {"name": {"a": 1}}       | 'name' is not a string
                    {"nome": "a"}            | There is no field 'nome' here, only [name]
                    {"name": "a", "n": 1}    | There is no field 'n' here
                    {"name": "a", "name": "b"} | Duplicate Object property "name"
                    {"name": "a"             | The body is not valid JSON at line 1
                    {"name": "a"} {}         | The body is not one JSON object
                    {name: "a"}              | The body is not valid JSON at line 1
                    hello                    | The body is not valid JSON at line 1
                    []                       | The body is not one JSON object
                    "Batman"                 | The body is not one JSON object
                    null                     | A JSON object is expected
                    ``                       | A JSON object is expected
                    """)
    void aHeroThatCannotBe(String body, String detail) {
        assertProblem(program.json("POST", "/api/heroes", body), 400, detail);
    }

    @Test
    void aNameThatIsTooLong() {
        assertProblem(
                program.json("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(LONG)), 400, "this one has 65");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"count": "x"}         | 'count' is not a whole number
                    {"count": "5"}         | 'count' is not a whole number
                    {"count": 1.5}         | 'count' is not a whole number
                    {"count": null}        | 'count' is not a whole number
                    {}                     | 'count' is not a whole number
                    {"count": 0}           | count must be greater than or equal to 1
                    {"count": 1000001}     | count must be less than or equal to 1000000
                    {"count": 99999999999} | out of range
                    """)
    void aBatchThatCannotBe(String body, String detail) {
        assertProblem(program.json("POST", "/api/heroes/batch", body), 400, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /api/heroes?page=-1              | page is 0 or more, not -1
                    /api/heroes?page=x               | page is a number, not 'x'
                    /api/heroes?page=                | page is a number, not ''
                    /api/heroes?page=5000000&size=500 | page 5000000 is too far away
                    /api/heroes?size=0               | size is 1 to 500, not 0
                    /api/heroes?size=501             | size is 1 to 500, not 501
                    /api/heroes?size=99999999999     | size is a number
                    /api/heroes?sort=age             | not by 'age'
                    /api/heroes?sort=                | not by ''
                    /api/heroes?sort=name,up         | such as name,asc
                    /api/heroes?sort=name,asc,name   | such as name,asc
                    /api/heroes?colour=red           | There is no parameter 'colour' here, only page, search, size, sort
                    /api/heroes?page=1&page=2        | 'page' is there more than once
                    /api/heroes?search=%ff           | not encoded in UTF-8
                    /api/heroes/Batman?x=1           | There is no parameter 'x' here
                    /api/heroes/a%0Ab                | cannot be done
                    /api/events?limit=0              | limit must be greater than or equal to 1
                    /api/events?limit=2001           | limit must be less than or equal to 2000
                    /api/events?type=fallen          | There are no events 'fallen', only CENTER_JOINED,
                    /api/events?type=FALLEN,         | There are no events ''
                    /api/events?limit=x              | 'limit' with value: 'x'
                    """)
    void aQuestionThatCannotBeAnswered(String path, String detail) {
        assertProblem(program.get(path), 400, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/heroes/%00", "/api/heroes/%zz", "/api/heroes/a|b", "api/heroes"})
    void anAddressThatCannotBe(String path) {
        String response = program.raw("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close");

        assertThat(response)
                .startsWith("HTTP/1.1 400")
                .contains("Content-Type: application/problem+json", "The request is malformed");
    }

    @Test
    void aSearchThatIsTooLong() {
        assertProblem(program.get("/api/heroes?search=" + LONG), 400, "search has at most 64 characters");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DELETE | /api/heroes/nobody  | 404 | There is no superhero 'nobody'
                    GET    | /api/heroes/nobody  | 404 | There is no superhero 'nobody'
                    DELETE | /api/centers/x      | 400 | 'id' with value: 'x'
                    DELETE | /api/centers/00000000-0000-0000-0000-000000000000 | 404 | There is no center
                    GET    | /api/nothing        | 404 | There is nothing at this address
                    GET    | /nothing            | 404 | There is nothing at this address
                    DELETE | /api/heroes         | 400 | Say either search=… or all=true
                    DELETE | /api/heroes?search=%20 | 400 | Say either search=… or all=true
                    DELETE | /api/heroes?all=true&search=bat | 400 | Say either search=… or all=true
                    DELETE | /api/heroes?all=perhaps | 400 | 'all' with value: 'perhaps'
                    DELETE | /api/heroes?searhc=bat | 400 | There is no parameter 'searhc' here
                    PUT    | /api/heroes         | 405 | 'PUT'
                    POST   | /api/heroes         | 415 | The body has to be application/json
                    """)
    void aRequestThatCannotBe(String method, String path, int status, String detail) {
        assertProblem(program.send(method, path, ""), status, detail);
    }

    @Test
    void aBodyOfAnotherType() {
        HttpResponse<String> response =
                program.send("POST", "/api/heroes", "name=x", "Content-Type", "application/x-www-form-urlencoded");

        assertProblem(response, 415, "The body has to be application/json");
    }

    @Test
    void aBodyThatIsTooLarge() {
        String body = "{\"name\": \"%s\"}".formatted("a".repeat(100_000));

        assertProblem(program.json("POST", "/api/heroes", body), 413, "too large");
    }

    @Test
    void anAnswerOfAnotherType() {
        assertProblem(program.get("/api/heroes", "Accept", "application/xml"), 406, "application/json");
    }

    @Test
    void aSearchForTerminationThatIsTooLong() {
        assertProblem(
                program.send("DELETE", "/api/heroes?search=" + LONG, ""), 400, "search has at most 64 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "/?events=x, There are no events",
        "/?page=-1, page is 0 or more",
        "/?sort=age, not by",
        "/heroes/nobody, There is no superhero"
    })
    void aPersonGetsAPageOfIt(String path, String words) {
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
