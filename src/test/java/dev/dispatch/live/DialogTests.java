package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.PlannedTerminations;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.superhero.HeroSelection;
import dev.dispatch.web.CenterTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** For everyone, too: what is asked, and who is about to be gone, or gone. */
@CenterTest
class DialogTests {
    private static final List<String> QUESTIONS =
            List.of("create-many", "terminate-chosen", "terminate-matching", "with-curl");

    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final Browser browser;

    @Autowired
    DialogTests(@LocalServerPort int port, SuperheroRegistry registry, PlannedTerminations terminations) {
        this.registry = registry;
        this.terminations = terminations;
        this.browser = Browser.open(port);
    }

    @BeforeEach
    void enlist() {
        for (String name : List.of("Asked A", "Asked B")) {
            try {
                registry.enlist(new HeroName(name));
            } catch (NameTakenException e) {
                // by an earlier test
            }
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothingSeriousInAQuestion(String theme) {
        browser.visit("/?search=asked");
        browser.awaitLive();
        browser.run("document.documentElement.dataset.theme = '" + theme + "'");
        browser.find("#heroes tbody input").click();
        for (String question : QUESTIONS) {
            browser.find("[popovertarget=" + question + "]").click();
            openAll("#" + question);
            assertThat(browser.barriers()).as(question).isEmpty();
            browser.find("#" + question + " [popovertargetaction=hide]").click();
        }
        browser.find("#centers .card > button").click();
        openAll("#centers [popover]");
        assertThat(browser.barriers()).as("shut down").isEmpty();
        browser.find("#centers [popovertargetaction=hide]").click();

        browser.find("#help-button").click();
        assertThat(browser.barriers()).as("help").isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothingSeriousInWhoIsAboutToBeGone(String theme) {
        registry.enlist(new HeroName("Parting " + theme));
        var plan = terminations
                .plan(HeroSelection.named(List.of("Parting " + theme)))
                .orElseThrow();
        browser.visit("/?search=parting " + theme);
        browser.awaitLive();
        browser.type("p");
        browser.awaitText("#connection", "Paused");

        assertThat(browser.shows("#heroes tr.ending .fate")).isTrue();
        browser.run("document.documentElement.dataset.theme = '" + theme + "'");
        assertThat(browser.barriers()).isEmpty();
        terminations.undo(plan.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNothingSeriousInWhoIsGone(String theme) {
        registry.enlist(new HeroName("Gone " + theme));
        browser.visit("/?search=gone " + theme);
        browser.awaitLive();
        browser.pointAt("#heroes tbody th");
        registry.terminate("Gone " + theme);
        browser.awaitText("#heroes tr.gone .fate", "no longer here");
        browser.type("p");
        browser.awaitText("#connection", "Paused");

        browser.run("document.documentElement.dataset.theme = '" + theme + "'");
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.shows("#heroes tr.gone")).isTrue();
    }

    @Test
    void theLongestCityFitsOnAPhone() {
        browser.resize(390, 844);
        browser.visit("/?search=asked");
        browser.awaitLive();
        browser.type("p");
        browser.awaitText("#connection", "Paused");
        browser.run("""
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replaceAll("Gotham", "W".repeat(64));
                """);

        assertFits("body *");
        for (String question : QUESTIONS.subList(0, 1)) {
            browser.find("[popovertarget=" + question + "]").click();
            openAll("#" + question);
            assertFits("#" + question + " *");
            browser.find("#" + question + " [popovertargetaction=hide]").click();
        }
        browser.find("#centers .card > button").click();
        openAll("#centers [popover]");
        assertFits("#centers [popover], #centers [popover] *");
    }

    private void openAll(String place) {
        browser.run("document.querySelectorAll('" + place + " details').forEach((it) => (it.open = true))");
    }

    private void assertFits(String selector) {
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(browser.run("return [...document.querySelectorAll('" + selector + "')]"
                        + ".filter((it) => it.checkVisibility() && !it.closest('.unseen') && it.getBoundingClientRect().right > innerWidth)"
                        + ".map((it) => `${it.tagName}#${it.id}.${it.className}`).join(' ')"))
                .isEqualTo("");
    }
}
