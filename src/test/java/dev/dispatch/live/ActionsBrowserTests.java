package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.CenterTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Actions on heroes and their messages, in a real browser. */
@NeedsBrowser
@CenterTest
class ActionsBrowserTests {
    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final Browser browser;

    @Autowired
    ActionsBrowserTests(@LocalServerPort int port, SuperheroRegistry registry, PlannedTerminations terminations) {
        this.registry = registry;
        this.terminations = terminations;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void undoIsOfferedUntilTheTermination() {
        registry.enlist(new HeroName("Fleeting"));
        browser.visit("/heroes/Fleeting");
        browser.awaitLive();

        browser.find("#hero > button").click();

        browser.awaitText("#message", "Terminating Fleeting in 5 s.");
        assertThat(browser.shows("#message button")).isTrue();
        assertThat(browser.run("return location.pathname")).isEqualTo("/heroes/Fleeting");
        browser.awaitText("#hero", "Terminated at");
        browser.awaitNone("#message");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void terminationByKeyboardMovesTheFocusToUndo() {
        registry.enlist(new HeroName("Keyed"));
        browser.visit("/?search=Keyed");
        browser.awaitLive();
        browser.run("document.querySelector('#heroes tbody button').focus()");

        browser.type("\n");

        assertThat(browser.find("#message button:focus").getText()).isEqualTo("Undo");
        browser.type("\n");
        browser.awaitText("#message", "Termination undone.");
        browser.find("main:focus");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void plannedTerminationCanBeUndoneOnTheHeroPage() {
        registry.enlist(new HeroName("Saved"));
        browser.visit("/heroes/Saved");
        browser.awaitLive();
        assertThat(terminations.plan(HeroSelection.named(List.of("Saved")))).isPresent();

        browser.awaitText("#hero .fate", "Terminating in");
        browser.find("#hero .fate + button").click();

        browser.awaitText("#message", "Termination undone.");
        browser.awaitText("#hero > button", "Terminate");
        assertThat(browser.run("return location.pathname")).isEqualTo("/heroes/Saved");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void refusedNameStaysInTheField() {
        browser.visit("/?search=Mended");
        browser.awaitLive();
        browser.find("#new-name").sendKeys("Mended" + "x".repeat(60));
        browser.find("main .primary").click();
        browser.awaitText("#message.failure", "this one has 66");
        assertThat(browser.find("#new-name").getAttribute("value")).isEqualTo("Mended" + "x".repeat(60));

        browser.find("#new-name").clear();
        browser.find("#new-name").sendKeys("Mended");
        browser.find("main .primary").click();
        browser.awaitText("#message.success", "Enlisted Mended.");
        assertThat(browser.find("#new-name").getAttribute("value")).isEmpty();
    }

    @Test
    void curlCommandsFollowTheInputs() {
        registry.enlist(new HeroName("Curled A"));
        registry.enlist(new HeroName("Curled B's"));
        browser.visit("/?search=Curled");
        browser.awaitLive();

        browser.find("#new-name").sendKeys("O'Neil");
        browser.pointAt("#heroes tbody tr:last-child button");
        browser.find("[popovertarget=with-curl]").click();
        browser.awaitText("#with-curl [data-curl=create]", "/api/heroes' -H 'Content-Type: application/json'");
        browser.awaitText("#with-curl [data-curl=create]", " -d '{\"name\":\"O'\\''Neil\"}'");
        browser.awaitText("#with-curl [data-curl=row]", "/api/heroes/Curled%20B%27s'");
        browser.find("#with-curl [popovertargetaction=hide]").click();

        browser.find("#heroes tbody tr:first-child input").click();
        browser.find("#heroes tbody tr:last-child input").click();
        browser.find("[popovertarget=terminate-chosen]").click();
        browser.find("#terminate-chosen summary").click();
        browser.awaitText("#terminate-chosen pre", "/api/heroes/Curled%20A'\ncurl -X DELETE 'http://");
        browser.find("#terminate-chosen [popovertargetaction=hide]").click();

        browser.find("[popovertarget=create-many]").click();
        browser.find("#create-many summary").click();
        browser.awaitText("#create-many pre", "{\"count\": 1000}");
        browser.find("#create-many input[type=number]").sendKeys("77");
        browser.awaitText("#create-many pre", "{\"count\": 77}");
        browser.pointAt("#create-many [value='10']");
        browser.awaitText("#create-many pre", "{\"count\": 10}");
        assertThat(browser.consoleMessages()).isEmpty();
    }
}
