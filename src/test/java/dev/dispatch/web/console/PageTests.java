package dev.dispatch.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import dev.dispatch.web.Cookies;
import dev.dispatch.web.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page without JavaScript. */
@CenterTest
class PageTests {
    private final Visitor visitor;
    private final Cookies cookies;

    @Autowired
    PageTests(@LocalServerPort int port, Cookies cookies) {
        this.visitor = new Visitor(port);
        this.cookies = cookies;
    }

    @Test
    void pageNamesItsCity() {
        String page = visitor.page("/").body();

        assertThat(page)
                .contains("<title>Gotham Dispatcher</title>", ">Gotham Dispatcher</a></h1>", "this center", "Shut down")
                .doesNotContain("id=\"message\"");
    }

    @Test
    void pageShowsCentersAndCharts() {
        assertThat(visitor.page("/").body())
                .contains(
                        "card center-0 active",
                        "aria-label=\"Share of superheroes at Gotham\"",
                        "<dt>CPU</dt>",
                        "class=\"none\">None</dd>",
                        "of a core")
                .contains("data-topic=\"/topic/charts\"", "data-topic=\"/topic/takeover\" role=\"status\"");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(visitor.page("/").body())
                        .contains("<svg viewBox=\"-2 -2 364 104\"", "Heroes over the last 15 minutes, Gotham: now "));
    }

    @Test
    void creatingHeroKeepsView() {
        visitor.page("/?search=Flash&sort=health,desc");

        HttpResponse<String> sent =
                visitor.form("/heroes", Map.of("name", "Flash", "view", "search=Flash&sort=health,desc"));

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).hasValue("/?search=Flash&sort=health,desc");
        assertThat(visitor.page("/?search=Flash&sort=health,desc").body())
                .contains("Enlisted <bdi>Flash</bdi>.", "href=\"/heroes/Flash\"");
        assertThat(visitor.page("/").body()).doesNotContain("Enlisted <bdi>Flash</bdi>.");
    }

    @Test
    void refusedNameShowsReason() {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "x".repeat(65)));
        assertThat(visitor.page("/").body()).contains("this one has 65", "class=\"failure\"");

        visitor.form("/heroes", Map.of("name", "Twin"));
        visitor.form("/heroes", Map.of("name", "Twin"));
        assertThat(visitor.page("/").body()).contains("Twin", "class=\"failure\"");
    }

    @Test
    void refusedNameStaysInField() {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "y".repeat(65)));
        assertThat(visitor.page("/").body()).contains("value=\"" + "y".repeat(65) + "\"");
        assertThat(visitor.page("/").body()).doesNotContain("yyy");

        // truncated to fit a cookie, without splitting a surrogate pair
        visitor.form("/heroes", Map.of("name", "y".repeat(199) + "\uD83E\uDDB8"));
        assertThat(visitor.page("/").body()).contains("value=\"" + "y".repeat(199) + "\"");
    }

    @Test
    void markupInNameIsEscaped() {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "<script>alert(1)</script>"));

        for (int visit = 0; visit < 2; visit++) {
            assertThat(visitor.page("/?search=%3Cscript").body())
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>");
        }
    }

    @Test
    void foreignFlashCookieIsIgnored() {
        for (String cookie : new String[] {"x", "ENLISTED", "NONE:x", "ENLISTED:%zz", "ENLISTED:<b>x"}) {
            assertThat(visitor.get("/", "Accept", "text/html", "Cookie", cookies.name("flash") + "=" + cookie)
                            .body())
                    .doesNotContain("<b>")
                    .contains("Gotham");
        }
    }

    @Test
    void longTableIsPaginated() {
        visitor.page("/");
        for (int i = 1; i <= 3; i++) {
            visitor.form("/heroes", Map.of("name", "Paged " + i));
        }

        // without the events, which name other heroes
        String second = visitor.page("/?search=Paged&page=1&size=1").body().split("<section id=\"events\"", 2)[0];

        assertThat(second)
                .contains("Page 2 of 3", "/heroes/Paged%202", "href=\"/?search=Paged&amp;size=1\"")
                .contains(
                        "href=\"/?search=Paged&amp;page=2&amp;size=1\"",
                        "href=\"/?search=Paged&amp;sort=name,desc&amp;size=1\"")
                .doesNotContain("/heroes/Paged%201", "/heroes/Paged%203");
        assertThat(visitor.page("/?search=Paged&page=7&size=1").body())
                .contains("This page does not exist.", "href=\"/?search=Paged&amp;page=2&amp;size=1\"");
    }

    @Test
    void pageIsRequestedByNumber() {
        visitor.page("/");
        for (int i = 1; i <= 4; i++) {
            visitor.form("/heroes", Map.of("name", "Leaf " + i));
        }

        String third =
                visitor.page("/?search=Leaf&sort=name,asc&size=1&number=3").body();

        assertThat(third)
                .contains("Page 3 of 4", "name=\"number\" min=\"1\" max=\"4\" value=\"3\"")
                .contains(
                        "name=\"search\" value=\"Leaf\"",
                        "data-topic=\"/topic/heroes?search=Leaf&amp;page=2&amp;size=1\"");
        assertThat(visitor.page("/?search=Leaf&size=2").body()).doesNotContain("name=\"number\"");
        assertThat(visitor.page("/?number=0").statusCode()).isEqualTo(400);
        assertThat(visitor.get("/api/heroes?number=1").statusCode()).isEqualTo(400);
    }

    @Test
    void heroPageShowsDetails() {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "Alfred"));

        String page = visitor.page("/heroes/Alfred").body();

        assertThat(page)
                .contains(
                        "<title>Alfred – Gotham Dispatcher</title>",
                        "Location history",
                        "<td><span class=\"city center-0\">Gotham</span></td>",
                        "<h3>Health</h3>",
                        "No turns yet.",
                        "<dt>Win rate</dt><dd>–</dd>",
                        "<dd class=\"city center-0\">Gotham</dd>",
                        "name=\"from\" value=\"/heroes/Alfred\"",
                        "Terminate")
                .containsPattern("<dt>Next turn</dt><dd><time class=\"due\" [^>]+>\\d\\d:\\d\\d:\\d\\d UTC<");
    }

    @Test
    void scriptsAreCachedAndLargeOnesCompressed() {
        Matcher script = Pattern.compile("(?:defer|type=\"module\") src=\"([^\"]+)\"")
                .matcher(visitor.page("/").body());
        int scripts = 0;
        while (script.find()) {
            String path = script.group(1);
            assertThat(visitor.get(path).headers().firstValue("Cache-Control")).hasValue("max-age=31536000");
            // the page's own modules are imported by the small one that it names
            assertIsCompressed(path.endsWith("/app.js") ? path.replace("app.js", "heroes-table.js") : path);
            scripts++;
        }
        assertThat(scripts).isEqualTo(3);
    }

    private void assertIsCompressed(String path) {
        HttpResponse<String> response = visitor.get(path, "Accept-Encoding", "gzip");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    }

    @Test
    void unknownCenterIsNotShutDown() {
        visitor.page("/");

        assertThat(visitor.form("/centers/00000000-0000-0000-0000-000000000000/shutdown", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(visitor.page("/").body()).contains("This center has already left.");
        assertThat(visitor.form("/centers/x/shutdown", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void pageOfTerminatedHeroShowsTermination() {
        visitor.page("/");
        visitor.form("/heroes", Map.of("name", "Jason"));
        visitor.send("DELETE", "/api/heroes/Jason", "");

        HttpResponse<String> page = visitor.page("/heroes/Jason");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Terminated at", "Location history")
                .doesNotContain("formaction=\"/terminations\"");
        assertThat(visitor.page("/heroes/Jaso").statusCode()).isEqualTo(404);
    }
}
