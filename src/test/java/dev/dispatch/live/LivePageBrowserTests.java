package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** Live updates of the page, in a real browser. */
@NeedsBrowser
@CenterTest
class LivePageBrowserTests {
    private final SuperheroRegistry registry;
    private final SubProtocolWebSocketHandler sockets;
    private final Browser browser;
    private final int port;

    @Autowired
    LivePageBrowserTests(@LocalServerPort int port, SuperheroRegistry registry, SubProtocolWebSocketHandler sockets) {
        this.registry = registry;
        this.sockets = sockets;
        this.browser = Browser.open(port);
        this.port = port;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void heroIsCreatedAndTerminatedWithoutAPageLoad() {
        browser.visit("/?search=Clicked");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");

        browser.find("input[name=name]").sendKeys("Clicked <i>& more</i>");
        browser.find("main .primary").click();

        browser.awaitText("#heroes tbody th", "Clicked <i>& more</i>");
        browser.awaitText("#message", "Enlisted Clicked <i>& more</i>.");

        browser.find("#heroes tbody button").click();

        browser.awaitText("#message", "Terminating Clicked <i>& more</i> in 5 s.");
        browser.find("#search").click(); // rows under the pointer stay in place
        browser.awaitNone("#heroes tbody tr");
        assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        assertThat(browser.run("return location.search")).isEqualTo("?search=Clicked");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void changesByOthersAppear() {
        browser.visit("/?search=Elsewhere");
        browser.awaitLive();

        registry.enlist(new HeroName("Elsewhere"));
        browser.awaitText("#heroes tbody th", "Elsewhere");

        registry.terminate("Elsewhere");
        browser.awaitText("#heroes", "No matching superheroes");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void heroPageOpenedFromTheTableIsUpdated() {
        registry.enlist(new HeroName("Viewed"));
        browser.visit("/?search=Viewed");
        browser.awaitLive();

        browser.find("#heroes tbody th a").click();
        browser.awaitText("#hero h2", "Viewed");
        registry.terminate("Viewed");

        browser.awaitText("#hero", "Terminated at");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void dialogStaysOpenDuringUpdates() {
        registry.enlist(new HeroName("Moving"));
        browser.visit("/?search=Moving");
        browser.awaitLive();
        browser.find("#centers button").click();
        assertThat(browser.shows("#centers .danger")).isTrue();

        registry.enlist(new HeroName("Moving On"));
        browser.awaitText("#heroes tbody", "Moving On");
        browser.awaitText("#centers", "%,d superheroes".formatted(registry.count()));

        assertThat(browser.shows("#centers .danger")).isTrue();
        browser.find("#centers [popovertargetaction=hide]").click();
        assertThat(browser.shows("#centers .danger")).isFalse();
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void plannedTerminationIsMarkedAndCanBeUndone() {
        registry.enlist(new HeroName("Doomed"));
        browser.visit("/?search=Doomed");
        browser.awaitLive();

        browser.find("#heroes tbody button").click();
        browser.awaitText("#heroes tr.ending .fate", "Terminating in");
        browser.find("#heroes tr.ending button").click();

        browser.awaitText("#message", "Termination undone.");
        browser.awaitNone("#heroes tr.ending");
        assertThat(browser.shows("#heroes tbody tr")).isTrue();
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void rowsStayInPlaceUnderThePointer() {
        registry.enlist(new HeroName("Held B"));
        registry.enlist(new HeroName("Held C"));
        browser.visit("/?search=Held");
        browser.awaitLive();
        browser.pointAt("#heroes tbody tr:first-child th");

        registry.enlist(new HeroName("Held A"));
        browser.awaitText("#held", "Updates on hold while you point at a row or select text");
        assertThat(browser.find("#heroes tbody tr:first-child th").getText()).isEqualTo("Held B");
        // again, because a pointer that rests for 15 s counts as gone, and the rows may have shifted
        browser.pointAt("#heroes tbody tr:first-child td");
        registry.terminate("Held C");
        browser.awaitText("#heroes tbody tr.gone th", "no longer listed");

        browser.pointAt("h1");
        browser.awaitText("#heroes tbody tr:first-child th", "Held A");
        browser.awaitNone("#heroes tbody tr.gone");
        assertThat(browser.find("#held").getText()).isEmpty();
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void selectedRowStaysSelected() {
        registry.enlist(new HeroName("Ticked B"));
        browser.visit("/?search=Ticked");
        browser.awaitLive();
        browser.find("#heroes tbody input").click();
        browser.find("#search").click();

        registry.enlist(new HeroName("Ticked A"));
        browser.awaitText("#heroes tbody tr:first-child th", "Ticked A");

        assertThat(browser.find("#heroes tr:first-child input").isSelected()).isFalse();
        assertThat(browser.find("#heroes tr:last-child input").isSelected()).isTrue();
        browser.find("[popovertarget=terminate-chosen]").click();
        browser.awaitText("#terminate-chosen", "This terminates 1 superhero.");
    }

    @Test
    void nextTurnIsCountedDown() {
        registry.enlist(new HeroName("Counting"));
        browser.visit("/?search=Counting");
        browser.awaitLive();

        for (String left : List.of("in 3 s", "in 2 s", "in 1 s", "in 4 s")) {
            browser.awaitText("#heroes tbody time", left);
        }
    }

    @Test
    void countdownStaysWithinTheIntervalOnASlowNetwork() throws IOException {
        registry.enlist(new HeroName("Distant"));
        try (SlowNetwork network = new SlowNetwork(port, Duration.ofSeconds(1));
                Browser distant = Browser.open(network.port())) {
            distant.visit("/?search=Distant");
            distant.find("#heroes time");
            distant.run("""
                    window.seen = new Set();
                    const look = () => {
                      seen.add(document.querySelector("#heroes time").textContent);
                      requestAnimationFrame(look);
                    };
                    look();
                    """);

            String turns = "#heroes td[data-label=Turns]";
            distant.awaitText(turns, "" + (Integer.parseInt(distant.find(turns).getText()) + 3));

            assertThat(String.valueOf(distant.run("return [...seen]")))
                    .contains("in 4 s")
                    .doesNotContainPattern("in [5-9]");
        }
    }

    @Test
    void shutdownOfTheLastCenterRequiresItsCity() {
        browser.visit("/");
        browser.awaitLive();
        browser.find("#centers button").click();
        browser.awaitText("#centers [role=dialog]", "This is the last center.");

        browser.find("#centers input[name=city]").sendKeys("Gothan");
        String before = browser.find("#centers li p").getText();
        registry.enlist(new HeroName("Disturbance"));
        await().until(() -> !browser.find("#centers li p").getText().equals(before));
        assertThat(browser.find("#centers input[name=city]").getAttribute("value"))
                .isEqualTo("Gothan");
        browser.find("#centers .danger").click();

        // the browser validates the input and sends nothing
        assertThat(browser.find("#centers input:invalid").getAttribute("title"))
                .isEqualTo("Type Gotham to confirm (case-sensitive)");
        browser.find("#centers input[name=city]").sendKeys("\ue003m");
        browser.find("#centers input:valid");
        assertThat(browser.shows("#centers .danger")).isTrue();
        assertThat(browser.shows("#message")).isFalse();
    }

    @Test
    void pageReconnectsAfterALostConnection() {
        browser.visit("/?search=Meanwhile");
        browser.awaitLive();

        sockets.stop();
        try {
            browser.awaitText("#connection", "No center is reachable; retrying");
            registry.enlist(new HeroName("Meanwhile"));
        } finally {
            sockets.start();
        }

        browser.awaitLive();
        browser.awaitText("#heroes tbody th", "Meanwhile");
    }

    @Test
    void pageThatWasFrozenDropsWhatItMissed() {
        registry.enlist(new HeroName("Thawing 1"));
        browser.visit("/?search=Thawing");
        browser.awaitLive();
        browser.run("""
                window.reconnects = window.replayed = 0;
                document.addEventListener("dispatch:disconnected", () => window.reconnects++);
                document.addEventListener("dispatch:push", () => window.reconnects || window.replayed++);
                setTimeout(() => {
                  window.replayed = 0;
                  for (const end = Date.now() + 8000; Date.now() < end; );
                });
                """);
        registry.enlist(new HeroName("Thawing 2"));

        await().until(() -> Long.valueOf(1).equals(browser.run("return window.reconnects")));
        browser.awaitLive();
        browser.awaitText("#heroes tbody", "Thawing 2");
        assertThat(browser.run("return window.replayed")).isEqualTo(0L);
    }

    @Test
    void swaggerUiShowsTheApi() {
        browser.visit("/swagger-ui/index.html");

        browser.awaitText(".opblock", "/api/heroes");
        assertThat(browser.consoleMessages()).isEmpty();
    }
}
