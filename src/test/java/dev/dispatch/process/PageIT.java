package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.live.Browser;
import dev.dispatch.live.NeedsBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** The page in a real browser while centers come and go. */
@NeedsBrowser
class PageIT {
    private static final Duration NEXT_CENTER = Duration.ofSeconds(10);

    /** A frozen center is noticed after two heartbeats, a check each second, and a last call that times out; and this three times. */
    private static final Duration ITS_SILENCE_NOTICED = Duration.ofSeconds(15);

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(1));

    private final List<CenterProcess> running = new ArrayList<>();

    @AfterEach
    void endAll() {
        running.forEach(CenterProcess::kill);
    }

    @Test
    void pageSurvivesCrashOfItsCenter() {
        List<CenterProcess> processes = start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(processes);
        for (int i = 0; i < 30; i++) {
            centers.get(0).send("POST", "/api/heroes", "{\"name\": \"Crowd %02d\"}".formatted(i));
        }
        try (Browser browser = Browser.open(centers.get(0).url().getPort());
                Browser other = Browser.open(centers.get(1).url().getPort())) {
            other.visit("/?search=clicked");
            other.awaitLive();
            browser.visit("/?search=c&sort=name,desc&page=1&size=10");
            browser.awaitLive();
            browser.awaitText("#centers", "Capitol");

            browser.find("#new-name").sendKeys("Clicked here");
            browser.find("main .primary").click();
            other.awaitText("#heroes tbody th", "Clicked here");
            browser.awaitText("#message", "Enlisted Clicked here.");
            browser.awaitLive();
            assertThat(browser.consoleMessages()).isEmpty();

            browser.run("window.loadedOnce = true; scrollTo(0, 300)");
            processes.get(0).kill();
            browser.awaitText("#connection[data-state=live]", "Gotham is unavailable; connected to ", NEXT_CENTER);

            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            assertThat(browser.run("return location.search")).isEqualTo("?search=c&sort=name,desc&page=1&size=10");
            assertThat(browser.run("return scrollY")).isEqualTo(300L);
            browser.awaitText("#heroes .pages", "Page 2 of 4");
            browser.awaitText("#heroes tbody tr:first-child th", "Crowd 19");

            browser.find("#heroes [rel=next]").click();
            browser.awaitText("#heroes tbody tr:first-child th", "Crowd 09");
            browser.find("#search").clear();
            browser.find("#search").sendKeys("crowd 07");
            browser.awaitText("#heroes caption", "1 superhero matching");
            assertThat(browser.run("return location.search")).isEqualTo("?search=crowd%2007&sort=name,desc&size=10");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            // the browser itself reports lost connections; it would report violations of the content security policy,
            // too
            assertThat(browser.consoleMessages())
                    .allSatisfy(complaint -> assertThat(complaint).contains("WebSocket connection to"));

            // a page without a connection sends no form
            browser.awaitLive();
            // not by a click: the page has just become shorter, and may still move
            browser.find("#new-name").sendKeys("Crowd 077", Keys.ENTER);
            browser.awaitText("#message", "Enlisted Crowd 077.");
            browser.awaitLive();
            assertThat(browser.run("return location.search")).isEqualTo("?search=crowd%2007&sort=name,desc&size=10");
            assertThat(browser.run("return location.port"))
                    .isNotEqualTo("" + centers.get(0).url().getPort());
            assertThat(browser.consoleMessages()).isEmpty();
        }
    }

    @Test
    void pageShowsHeroesMoveWhenACenterLeaves() {
        List<CenterProcess> processes = start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(processes);
        centers.get(0).send("POST", "/api/heroes/batch", "{\"count\": 300}");
        cluster.awaitShares(centers, 300);
        try (Browser browser = Browser.open(centers.get(0).url().getPort())) {
            browser.visit("/");
            browser.awaitLive();
            browser.run("window.loadedOnce = true");
            String card = "#center-" + centers.get(0).idOf("Metropolis");

            browser.find(card + " > button").click();
            browser.awaitText(card + " [role=dialog]", "will move to ");
            browser.find(card + " .danger").click();
            browser.awaitText("#message", "Metropolis is shutting down");
            browser.find("#heroes tr.moved");
            browser.awaitNone(card + ".active");
            browser.awaitText("#takeover", "Metropolis left.");
            assertThat(processes.get(1).exitStatus()).isIn(0, 143);

            browser.awaitText("#charts .legend", "Metropolis");
            browser.visit("/");
            browser.awaitText("#charts .legend", "Metropolis");
            browser.awaitLive();
            assertThat(browser.consoleMessages()).isEmpty();

            browser.run("window.loadedOnce = true");
            processes.get(0).terminate();
            browser.awaitText(
                    "#connection[data-state=live]",
                    "Gotham is unavailable; connected to Capitol",
                    Duration.ofSeconds(30));
            browser.awaitText("#heroes caption", "300 superheroes");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        }
    }

    @Test
    void pageReconnectsAfterAllCentersWereDown() {
        List<CenterProcess> processes = start("Smallville", "Star City");
        List<CenterApi> centers = cluster.apis(processes);
        try (Browser browser = Browser.open(centers.get(0).url().getPort())) {
            browser.visit("/");
            browser.awaitLive();
            browser.awaitText("#centers", "Star City");
            browser.run("window.loadedOnce = true");

            processes.get(0).freeze();
            browser.find("#new-name").sendKeys("Nobody Knows");
            browser.find("main .primary").click();
            browser.awaitText(
                    "#connection[data-state=live]",
                    "Smallville is unavailable; connected to Star City",
                    ITS_SILENCE_NOTICED);
            browser.awaitText("#message", "Result unknown: Smallville is not responding.");

            processes.forEach(CenterProcess::kill);
            browser.awaitText("#connection", "No center is reachable; retrying");

            // a center that never knew the one which served the page
            String port = "" + centers.get(1).url().getPort();
            CenterProcess anew = cluster.start(Map.of("CITY_NAME", "Star City", "PORT", port));
            running.add(anew);
            anew.api();

            browser.awaitText("#connection[data-state=live]", "Smallville is unavailable; connected to Star City");
            browser.awaitText("#heroes", "No superheroes yet");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        }
    }

    @Test
    void heroPageMovesToACenterThatJoinedLater() {
        CenterProcess gotham = start("Gotham").get(0);
        gotham.api().send("POST", "/api/heroes", "{\"name\": \"Robin\"}");
        // with only 30 heroes, chance makes the shares of two centers too uneven one time in ten
        gotham.api().send("POST", "/api/heroes/batch", "{\"count\": 299}");
        try (Browser browser = Browser.open(gotham.api().url().getPort())) {
            browser.visit("/heroes/Robin");
            browser.awaitLive();
            browser.run("window.loadedOnce = true");
            CenterProcess metropolis = start("Metropolis").get(0);
            cluster.awaitShares(cluster.apis(List.of(gotham, metropolis)), 300);
            browser.find("#known-centers a[href$=':" + metropolis.api().url().getPort() + "']");

            gotham.kill();

            browser.awaitText(
                    "#connection[data-state=live]", "Gotham is unavailable; connected to Metropolis", NEXT_CENTER);
            browser.awaitText("#hero .city", "Metropolis");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        }
    }

    private List<CenterProcess> start(String... cities) {
        List<CenterProcess> started = cluster.start(cities);
        running.addAll(started);
        return started;
    }
}
