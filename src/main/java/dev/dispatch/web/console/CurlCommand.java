package dev.dispatch.web.console;

import dev.dispatch.web.HeroPath;
import dev.dispatch.web.security.Login;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shell commands that call the API to do the same as a form. The API executes at once and offers no undo.
 *
 * @param login whether a password is required; curl then prompts for it
 */
record CurlCommand(String url, boolean login) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Creates one superhero. Its name is generated if {@code name} is empty. */
    public String create(String name) {
        String hero = name.isEmpty()
                ? "{}"
                : JSON.createObjectNode().put("name", name).toString();
        return post("/api/heroes", hero);
    }

    public String createMany(int count) {
        return post("/api/heroes/batch", "{\"count\": %d}".formatted(count));
    }

    public String terminate(String name) {
        return delete(HeroPath.ofResource(name));
    }

    /** Terminates the superheroes whose names contain a text; all if it is empty. */
    public String terminateMatching(String search) {
        return delete(
                search.isEmpty()
                        ? "/api/heroes?all=true"
                        : "/api/heroes?search=" + UriUtils.encode(search, StandardCharsets.UTF_8));
    }

    public String shutDown(UUID center) {
        return delete("/api/centers/" + center);
    }

    private String post(String path, String json) {
        return "%s -X POST %s -H 'Content-Type: application/json' -d %s"
                .formatted(command(), quote(url + path), quote(json));
    }

    private String delete(String path) {
        return command() + " -X DELETE " + quote(url + path);
    }

    private String command() {
        return login ? "curl -u " + Login.USER : "curl";
    }

    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
