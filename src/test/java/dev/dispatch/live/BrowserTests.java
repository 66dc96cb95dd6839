package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** The page in a real browser. */
@CenterTest
class BrowserTests {
    private final SuperheroRegistry registry;
    private final SubProtocolWebSocketHandler sockets;
    private final Browser browser;

    @Autowired
    BrowserTests(@LocalServerPort int port, SuperheroRegistry registry, SubProtocolWebSocketHandler sockets) {
        this.registry = registry;
        this.sockets = sockets;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aHeroIsCreatedAndTerminatedWithoutALoad() {
        browser.visit("/?search=Clicked");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");

        browser.find("input[name=name]").sendKeys("Clicked <i>& more</i>");
        browser.find("main .primary").click();

        browser.awaitText("#heroes tbody th", "Clicked <i>& more</i>");
        browser.awaitText("#message", "Enlisted Clicked <i>& more</i>.");

        browser.find("#heroes tbody button").click();

        browser.awaitText("#message", "Terminating Clicked <i>& more</i> in 5 s.");
        browser.find("#search").click(); // rows stay where they are while one points at them
        browser.awaitGone("#heroes tbody tr");
        assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        assertThat(browser.run("return location.search")).isEqualTo("?search=Clicked");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatOthersDoIsSeen() {
        browser.visit("/?search=Elsewhere");
        browser.awaitLive();

        registry.enlist(new HeroName("Elsewhere"));
        browser.awaitText("#heroes tbody th", "Elsewhere");

        registry.terminate("Elsewhere");
        browser.awaitText("#heroes", "No superhero has that in the name");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aViewIsLeftForAnother() {
        registry.enlist(new HeroName("Viewed"));
        browser.visit("/?search=Viewed");
        browser.awaitLive();

        browser.find("#heroes tbody th a").click();
        browser.awaitText("#hero h2", "Viewed");
        registry.terminate("Viewed");

        browser.awaitText("#hero", "It was terminated at");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aQuestionStaysWhileThePageMoves() {
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
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aLostConnectionIsShownAndComesBack() {
        browser.visit("/?search=Meanwhile");
        browser.awaitLive();

        sockets.stop();
        try {
            browser.awaitText("#connection", "All centers are gone; trying again");
            registry.enlist(new HeroName("Meanwhile"));
        } finally {
            sockets.start();
        }

        browser.awaitLive();
        browser.awaitText("#heroes tbody th", "Meanwhile");
    }

    @Test
    void theApiIsShown() {
        browser.visit("/swagger-ui/index.html");

        browser.awaitText(".opblock", "/api/heroes");
        assertThat(browser.complaints()).isEmpty();
    }
}
