package dev.dispatch.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.feed.FeedEvent;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends what the OpenAPI description allows, as Swagger UI and generated clients do. */
@CenterTest
class DescribedRequestsTests {
    private static final List<String> TEXTS = List.of(
            "Batman",
            "a",
            "ä b",
            "\uD83E\uDDB8",
            "a/b",
            "50%",
            "x".repeat(64),
            "y".repeat(128),
            "",
            " ",
            "\u0000",
            "a\nb",
            "name",
            "winRate,desc",
            "health,up");

    private final Visitor program;
    private final SuperheroRegistry registry;
    private final JsonNode api;

    DescribedRequestsTests(@LocalServerPort int port, @Autowired SuperheroRegistry registry) {
        this.registry = registry;
        program = new Visitor(port);
        api = Visitor.json(program.get("/v3/api-docs"));
    }

    /** A request: the values of its parameters by name, and its body. */
    private record Request(
            Map<String, String> parameters, @Nullable String body) {
        Request with(String name, String value) {
            Map<String, String> all = new LinkedHashMap<>(parameters);
            if (name.equals("all")) {
                all.remove("search"); // OpenAPI cannot say that one excludes the other
            }
            all.put(name, value);
            return new Request(all, body);
        }
    }

    @Test
    void everyDescribedRequestIsAccepted() {
        SoftAssertions softly = new SoftAssertions();
        int[] sent = {0};
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    for (Request request : requests(operation)) {
                        for (String accept : List.of("application/json", String.join(", ", contentTypes(operation)))) {
                            HttpResponse<String> response = send(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    operation,
                                    request,
                                    accept);
                            boolean unknownCenter = response.body().contains("There is no center");
                            softly.assertThat(response.statusCode())
                                    .as(
                                            "%s %s %s, Accept %s: %s",
                                            method.getKey(), path.getKey(), request, accept, response.body())
                                    .isIn(unknownCenter ? List.of(404) : List.of(200, 201, 202, 204, 409));
                            sent[0]++;
                        }
                    }
                }));
        softly.assertAll();
        assertThat(sent[0]).isGreaterThan(100);
    }

    @Test
    void allEventTypesAreDescribed() {
        List<JsonNode> types = api.at("/paths/~1api~1events/get/parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString().equals("type"))
                .flatMap(parameter -> parameter.at("/schema/items/enum").valueStream())
                .toList();

        assertThat(types)
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(
                        FeedEvent.Type.KNOWN.stream().map(FeedEvent.Type::name).toList());
    }

    private HttpResponse<String> send(String method, String path, JsonNode operation, Request request, String accept) {
        List<String> headers = new ArrayList<>(List.of("Accept", accept, "Content-Type", "application/json"));
        List<String> query = new ArrayList<>();
        String target = path;
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            String value = request.parameters().get(name);
            if (value == null) {
                continue;
            }
            if (name.equals("name") && registry.find(value).isEmpty()) {
                registry.enlist(new HeroName(value));
            }
            String encoded = UriUtils.encode(value, StandardCharsets.UTF_8);
            switch (parameter.path("in").asString()) {
                case "path" -> target = target.replace("{" + name + "}", encoded);
                case "query" -> query.add(name + "=" + encoded);
                default -> headers.addAll(List.of(name, value));
            }
        }
        String url = query.isEmpty() ? target : target + "?" + String.join("&", query);
        return program.send(method, url, request.body() == null ? "" : request.body(), headers.toArray(String[]::new));
    }

    /** The request that Swagger UI proposes, one with each allowed value of each parameter, and one with each allowed body. */
    private List<Request> requests(JsonNode operation) {
        Request base = new Request(Map.of(), null);
        JsonNode body = resolve(operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
        List<Request> requests = new ArrayList<>();
        List<String> bodies = body.isMissingNode() ? List.of() : bodies(body);
        if (!bodies.isEmpty()) {
            base = new Request(Map.of(), bodies.get(0));
        }
        for (JsonNode parameter : operation.path("parameters")) {
            String proposed = parameter
                    .path("example")
                    .asString(parameter.path("schema").path("default").asString(""));
            if (!proposed.isEmpty() || parameter.path("required").asBoolean(false)) {
                base = base.with(
                        parameter.path("name").asString(),
                        proposed.isEmpty() ? values(parameter).get(0) : proposed);
            }
        }
        requests.add(base);
        for (JsonNode parameter : operation.path("parameters")) {
            for (String value : values(parameter)) {
                requests.add(base.with(parameter.path("name").asString(), value));
            }
        }
        for (String each : bodies) {
            requests.add(new Request(base.parameters(), each));
        }
        return requests;
    }

    /** Those of names are the allowed names of new heroes. */
    private List<String> values(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        if (parameter.path("name").asString().equals("name")) {
            schema = api.at("/components/schemas/NewHero/properties/name");
        }
        if (schema.has("items")) {
            List<String> items = values(schema.path("items"), Long.MAX_VALUE);
            return Stream.concat(items.stream(), Stream.of(String.join(",", items)))
                    .toList();
        }
        return values(schema, Long.MAX_VALUE);
    }

    private static List<String> values(JsonNode schema, long limit) {
        if (schema.has("enum")) {
            boolean text = schema.path("type").asString().equals("string");
            assertThat(schema.path("enum").valueStream()).allMatch(value -> value.isString() == text);
            return schema.path("enum").valueStream().map(JsonNode::asString).toList();
        }
        return switch (schema.path("type").asString()) {
            case "boolean" -> List.of("false", "true");
            case "integer" ->
                Stream.of("minimum", "maximum", "default", "example")
                        .map(schema::path)
                        .filter(value -> !value.isMissingNode() && value.asLong() < limit)
                        .map(JsonNode::asString)
                        .toList();
            case "string" ->
                schema.path("format").asString("").equals("uuid")
                        ? List.of("0c0c0c0c-0c0c-0c0c-0c0c-0c0c0c0c0c0c")
                        : TEXTS.stream().filter(text -> allows(schema, text)).toList();
            default -> throw new AssertionError("No values for " + schema);
        };
    }

    private static boolean allows(JsonNode schema, String text) {
        int length = text.codePointCount(0, text.length());
        return length >= schema.path("minLength").asInt(0)
                && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && Pattern.compile(schema.path("pattern").asString(""))
                        .matcher(text)
                        .find();
    }

    private static List<String> bodies(JsonNode schema) {
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        List<String> bodies = new ArrayList<>();
        JsonMapper json = new JsonMapper();
        schema.path("properties").properties().forEach(property -> {
            boolean text = property.getValue().path("type").asString().equals("string");
            // A larger batch would take too long
            for (String value : values(property.getValue(), 1_000)) {
                bodies.add(json.writeValueAsString(
                        Map.of(property.getKey(), text ? value : (Object) Long.valueOf(value))));
            }
        });
        if (required.isEmpty()) {
            bodies.add("{}");
        }
        return bodies;
    }

    /** Of all answers; generated clients accept these. */
    private Set<String> contentTypes(JsonNode operation) {
        Set<String> types = new TreeSet<>();
        operation
                .path("responses")
                .values()
                .forEach(response ->
                        resolve(response).path("content").propertyNames().forEach(types::add));
        return types;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asString().substring(1)) : node;
    }
}
