package dev.dispatch.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CenterTest
class HeroesApiTests {
    private final Visitor program;

    HeroesApiTests(@LocalServerPort int port) {
        program = new Visitor(port);
    }

    @Test
    void newHeroIsFoundAtLocation() {
        HttpResponse<String> created = program.json("POST", "/api/heroes", "{\"name\": \"Batman\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/api/heroes/Batman");
        JsonNode hero = Visitor.json(created);
        assertThat(hero.propertyNames())
                .containsExactly(
                        "name",
                        "health",
                        "activity",
                        "fightsWon",
                        "fightsLost",
                        "rests",
                        "turns",
                        "center",
                        "centerId",
                        "epoch",
                        "homedAt",
                        "nextTurnAt",
                        "enlistedAt");
        assertThat(hero.path("health").asInt()).isEqualTo(100);
        assertThat(hero.path("activity").asString()).isEqualTo("RESTING");
        assertThat(hero.path("center").asString()).isEqualTo("Gotham");
        assertThat(hero.path("enlistedAt").asString()).matches("20..-..-..T.*Z");
        assertThat(Visitor.json(program.get(location)).path("enlistedAt")).isEqualTo(hero.path("enlistedAt"));
    }

    @Test
    void heroWithoutNameGetsGeneratedName() {
        HttpResponse<String> created = program.json("POST", "/api/heroes", "{}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(Visitor.json(created).path("name").asString()).isNotBlank();
    }

    @Test
    void takenNameIsConflict() {
        program.json("POST", "/api/heroes", "{\"name\": \"Robin\"}");

        HttpResponse<String> second = program.json("POST", "/api/heroes", "{\"name\": \" Robin \"}");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(Visitor.json(second).path("detail").asString()).contains("Robin");
    }

    @Test
    void terminatedHeroIsGone() {
        program.json("POST", "/api/heroes", "{\"name\": \"Joker\"}");

        assertThat(program.send("DELETE", "/api/heroes/Joker", "").statusCode()).isEqualTo(204);
        assertThat(program.send("DELETE", "/api/heroes/Joker", "").statusCode()).isEqualTo(404);
        assertThat(program.get("/api/heroes/Joker").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a//b",
                "/",
                "../etc",
                "..",
                ".",
                "%2e%2e",
                "100%",
                "%2F",
                "a;b=c",
                "a\\b",
                "a?b#c",
                "x y+z",
                "<b>&\"'",
                "🦸",
                "שלום",
                "ÄÖÜ",
                "👨\u200d👩\u200d👧",
                "می\u200cخواهم"
            })
    void heroIsFoundUnderEveryName(String name) {
        String body = new JsonMapper().createObjectNode().put("name", name).toString();
        HttpResponse<String> created = program.json("POST", "/api/heroes", body);
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();

        assertThat(Visitor.json(program.get(location)).path("name").asString()).isEqualTo(name);
        if (!name.matches("\\.{1,2}")) {
            String path = "/api/heroes/" + UriUtils.encode(name, UTF_8);
            assertThat(Visitor.json(program.get(path)).path("name").asString()).isEqualTo(name);
        }
        assertThat(program.page(location.substring("/api".length())).statusCode())
                .isEqualTo(200);
        assertThat(program.send("DELETE", location, "").statusCode()).isEqualTo(204);
        assertThat(program.get(location).statusCode()).isEqualTo(404);
    }

    /** The same letter in two spellings: one code point, and two. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/heroes/Ze%CC%81", "/api/heroes/?name=Ze%CC%81", "/api/heroes/%20Z%C3%A9%20"})
    void heroIsFoundInEverySpelling(String spelling) {
        program.json("POST", "/api/heroes", "{\"name\": \"Zé\"}");

        assertThat(Visitor.json(program.get(spelling)).path("name").asString()).isEqualTo("Zé");
        assertThat(program.page(spelling.substring("/api".length())).body()).contains("name=Z%C3%A9");
        assertThat(Visitor.json(program.get("/api/heroes?search=E%CC%81")).path("content"))
                .hasSize(1);
        assertThat(program.send("DELETE", spelling, "").statusCode()).isEqualTo(204);
        assertThat(program.get("/api/heroes/Z%C3%A9").statusCode()).isEqualTo(404);
    }

    @Test
    void matchingHeroesAreTerminated() {
        for (String name : new String[] {"Owl A", "owl b", "Owlman & Co", "Falcon"}) {
            program.json("POST", "/api/heroes", "{\"name\": \"%s\"}".formatted(name));
        }

        assertThat(program.send("DELETE", "/api/heroes?search=OWL", "").body()).isEqualTo("{\"terminated\":3}");
        assertThat(program.send("DELETE", "/api/heroes?search=OWL", "").body()).isEqualTo("{\"terminated\":0}");
        assertThat(program.get("/api/heroes/Falcon").statusCode()).isEqualTo(200);
        program.send("DELETE", "/api/heroes?all=true", "");
        assertThat(program.get("/api/heroes/Falcon").statusCode()).isEqualTo(404);
    }

    @Test
    void repeatedBatchWithAKeyIsAnsweredTheSame() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(batch("6f1c").body()).isEqualTo("{\"enlisted\":25}");
        }

        assertThat(Visitor.json(program.get("/api/heroes"))
                        .path("page")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(25);
        assertThat(batch("x".repeat(129)).statusCode()).isEqualTo(400);
        assertThat(batch("").statusCode()).isEqualTo(400);
        assertThat(program.get("/v3/api-docs").body()).contains("\"Idempotency-Key\"");
    }

    private HttpResponse<String> batch(String key) {
        return program.send(
                "POST",
                "/api/heroes/batch",
                "{\"count\": 25}",
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key);
    }

    @Test
    void batchIsEnlistedAndListedInPages() {
        assertThat(program.json("POST", "/api/heroes/batch", "{\"count\": 25}").body())
                .isEqualTo("{\"enlisted\":25}");
        program.json("POST", "/api/heroes", "{\"name\": \"Zzz One\"}");
        program.json("POST", "/api/heroes", "{\"name\": \"Zzz Two\"}");

        JsonNode found = Visitor.json(program.get("/api/heroes?search=zZz&sort=name,desc&page=1&size=1"));

        assertThat(found.path("content")).hasSize(1);
        assertThat(found.path("content").path(0).path("name").asString()).isEqualTo("Zzz One");
        assertThat(found.path("page")).hasToString("{\"size\":1,\"number\":1,\"totalElements\":2,\"totalPages\":2}");
        assertThat(Visitor.json(program.get("/api/heroes?size=20")).path("content"))
                .hasSize(20);
    }
}
