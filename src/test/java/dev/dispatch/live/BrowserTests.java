package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.util.List;
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
        browser.awaitText("#heroes", "No matching superheroes");
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

        browser.awaitText("#hero", "Terminated at");
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
    void whoIsAboutToBeGoneIsMarkedAndCanBeSaved() {
        registry.enlist(new HeroName("Doomed"));
        browser.visit("/?search=Doomed");
        browser.awaitLive();

        browser.find("#heroes tbody button").click();
        browser.awaitText("#heroes tr.ending .fate", "Terminating in");
        browser.find("#heroes tr.ending button").click();

        browser.awaitText("#message", "Termination undone.");
        browser.awaitGone("#heroes tr.ending");
        assertThat(browser.shows("#heroes tbody tr")).isTrue();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rowsHoldStillWhileOnePointsAtThem() {
        registry.enlist(new HeroName("Held B"));
        registry.enlist(new HeroName("Held C"));
        browser.visit("/?search=Held");
        browser.awaitLive();
        browser.pointAt("#heroes tbody tr:first-child th");

        registry.enlist(new HeroName("Held A"));
        browser.awaitText("#held", "Rows wait while you are on them");
        assertThat(browser.find("#heroes tbody tr:first-child th").getText()).isEqualTo("Held B");
        // again, as nobody is taken to be there who has not moved for long, and what is above may have grown
        browser.pointAt("#heroes tbody tr:first-child td");
        registry.terminate("Held C");
        browser.awaitText("#heroes tbody tr.gone th", "no longer here");

        browser.pointAt("h1");
        browser.awaitText("#heroes tbody tr:first-child th", "Held A");
        browser.awaitGone("#heroes tbody tr.gone");
        assertThat(browser.find("#held").getText()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatIsTickedStaysTicked() {
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
    void theNextTurnIsCountedDown() {
        registry.enlist(new HeroName("Counting"));
        browser.visit("/?search=Counting");
        browser.awaitLive();

        for (String left : List.of("in 3 s", "in 2 s", "in 1 s", "in 4 s")) {
            browser.awaitText("#heroes tbody time", left);
        }
    }

    @Test
    void theLastCenterWantsItsNameTyped() {
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

        // the browser sends nothing, and says what it wants
        assertThat(browser.find("#centers input:invalid").getAttribute("title"))
                .isEqualTo("Type Gotham to confirm (case-sensitive)");
        browser.find("#centers input[name=city]").sendKeys("\ue003m");
        browser.find("#centers input:valid");
        assertThat(browser.shows("#centers .danger")).isTrue();
        assertThat(browser.shows("#message")).isFalse();
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
