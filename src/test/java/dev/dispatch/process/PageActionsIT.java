package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.live.Browser;
import dev.dispatch.live.NeedsBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Actions on the page of one center, seen on the pages of the others. */
@NeedsBrowser
class PageActionsIT {
    private static final int NEXT_CENTER_MILLIS = 10_000;

    /** Records when the page was connected and disconnected. */
    private static final String WATCH_THE_CONNECTION = """
            window.loadedOnce = true;
            window.states = [];
            const connection = document.getElementById("connection");
            new MutationObserver(() => states.push({ state: connection.dataset.state, at: performance.now() }))
                .observe(connection, { attributeFilter: ["data-state"] });
            """;

    private static final String LONGEST_LOSS = """
            const lives = states.filter((it) => it.state === "live");
            return Math.max(...states.filter((it) => it.state === "lost")
                .map((lost) => (lives.find((live) => live.at > lost.at)?.at ?? Infinity) - lost.at))""";

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(1));

    private final List<CenterProcess> running = new ArrayList<>();

    @AfterEach
    void endAll() {
        running.forEach(CenterProcess::kill);
    }

    @Test
    void pageSurvivesShutdownOfItsOwnCenter() {
        List<CenterApi> centers = start("Gotham", "Metropolis", "Capitol");
        createHeroes(centers.get(0), 12);
        try (Browser browser = open(centers.get(0))) {
            browser.visit("/?search=crowd&sort=name,desc&page=1&size=5");
            browser.awaitLive();
            browser.find("#theme").click();
            browser.awaitText("#theme", "Theme: light");
            browser.run(WATCH_THE_CONNECTION);

            shutDown(browser, centers.get(0).idOf("Gotham"));
            browser.awaitText("#message", "Gotham is shutting down. Its superheroes move to the other centers.");
            browser.awaitText(
                    "#connection[data-state=live]", "Gotham is unavailable; connected to ", Duration.ofSeconds(30));

            assertThat(browser.run(LONGEST_LOSS + " < " + NEXT_CENTER_MILLIS)).isEqualTo(true);
            assertThat(browser.run("return loadedOnce && location.search"))
                    .isEqualTo("?search=crowd&sort=name,desc&page=1&size=5");
            browser.awaitText("#heroes tbody tr:first-child th", "Crowd 06");
            centers.get(1).send("POST", "/api/heroes", "{\"name\": \"Crowd 99\"}");
            browser.awaitText("#heroes tbody tr:first-child th", "Crowd 07");
            assertThat(running.get(0).exitStatus()).isIn(0, 143);

            // the form redirects to another port, whose page looks the same
            browser.find("#new-name").sendKeys("Crowd 98");
            browser.find("main .primary").click();
            browser.awaitText("#message", "Enlisted Crowd 98.");
            assertThat(browser.run("return location.port"))
                    .isNotEqualTo("" + centers.get(0).url().getPort());
            browser.awaitText("#theme", "Theme: light");
        }
    }

    @Test
    void shutdownWithoutJavaScriptRedirectsToAnotherCenter() {
        List<CenterApi> centers = start("Gotham", "Metropolis");
        createHeroes(centers.get(0), 2);
        try (Browser browser = Browser.withoutJavaScript(centers.get(0).url().getPort())) {
            browser.visit("/?search=crowd&size=1");
            assertThat(browser.find(".elsewhere a").getAttribute("href"))
                    .isEqualTo(centers.get(1).url() + "/?search=crowd&size=1");

            shutDown(browser, centers.get(0).idOf("Gotham"));

            browser.awaitText("h1", "Metropolis Dispatcher");
            browser.awaitText("#message", "Gotham is shutting down");
            browser.awaitText("#heroes .pages", "Page 1 of 2");
            assertThat(running.get(0).exitStatus()).isIn(0, 143);

            browser.find("h1 a").click();
            String card = "#center-" + centers.get(1).idOf("Metropolis");
            browser.find(card + " > button").click();
            browser.find(card + " [name=city]").sendKeys("Metropolis");
            browser.find(card + " .danger").click();
            browser.awaitText("#message", "Metropolis is shutting down. It was the last center.");
            assertThat(running.get(1).exitStatus()).isIn(0, 143);
        }
    }

    @Test
    void terminationOnOnePageCanBeUndoneOnAnother() {
        List<CenterApi> centers = start("Gotham", "Metropolis", "Capitol");
        createHeroes(centers.get(0), 1);
        try (Browser browser = open(centers.get(0));
                Browser other = open(centers.get(2))) {
            for (Browser each : List.of(browser, other)) {
                each.visit("/?search=crowd");
                each.awaitLive();
            }
            browser.find("#heroes tbody button").click();
            other.awaitText("#heroes tr.ending .fate", "Terminating in");
            other.find("#heroes tr.ending button").click();
            other.awaitText("#message", "Termination undone.");
            browser.awaitNone("#heroes tr.ending");
            assertThat(browser.shows("#heroes tbody tr")).isTrue();

            other.find("#heroes tbody button").click();
            browser.awaitText("#heroes tr.ending .fate", "Terminating in");
            browser.find("#search").click();
            browser.awaitText("#heroes", "No matching superheroes");
            assertThat(browser.consoleMessages()).isEmpty();
            assertThat(other.consoleMessages()).isEmpty();
        }
    }

    private List<CenterApi> start(String... cities) {
        running.addAll(cluster.start(cities));
        return cluster.apis(running);
    }

    private static void createHeroes(CenterApi center, int size) {
        for (int i = 0; i < size; i++) {
            center.send("POST", "/api/heroes", "{\"name\": \"Crowd %02d\"}".formatted(i));
        }
    }

    private static Browser open(CenterApi center) {
        return Browser.open(center.url().getPort());
    }

    private static void shutDown(Browser browser, String center) {
        browser.find("#center-" + center + " > button").click();
        browser.find("#center-" + center + " .danger").click();
    }
}
