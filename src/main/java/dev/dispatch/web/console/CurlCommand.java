package dev.dispatch.web.console;

import dev.dispatch.web.HeroPath;
import dev.dispatch.web.security.Login;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a form does, as a command for a shell; public is what templates read. It is immediate: only the page waits for second thoughts.
 *
 * @param url of the center that is asked
 * @param login whether it asks for the password, which curl then asks its user for
 */
record CurlCommand(String url, boolean login) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Of one with this name, or with one that is made up if it is empty. */
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

    /** That for all whose names contain something, or for all if it is empty. */
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
