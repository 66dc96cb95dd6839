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
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Accessibility of dialogs, planned terminations and held rows, in a real browser. */
@NeedsBrowser
@CenterTest
class DialogsBrowserTests {
    private static final List<String> DIALOGS =
            List.of("create-many", "terminate-chosen", "terminate-matching", "with-curl");

    private final SuperheroRegistry registry;
    private final PlannedTerminations terminations;
    private final Browser browser;

    @Autowired
    DialogsBrowserTests(@LocalServerPort int port, SuperheroRegistry registry, PlannedTerminations terminations) {
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
                // created by an earlier test
            }
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoSeriousProblemInDialogs(String theme) {
        browser.visit("/?search=asked");
        browser.awaitLive();
        browser.run("document.documentElement.dataset.theme = '" + theme + "'");
        browser.find("#heroes tbody input").click();
        for (String dialog : DIALOGS) {
            browser.find("[popovertarget=" + dialog + "]").click();
            openAll("#" + dialog);
            assertThat(browser.accessibilityProblems()).as(dialog).isEmpty();
            browser.find("#" + dialog + " [popovertargetaction=hide]").click();
        }
        browser.find("#centers .card > button").click();
        openAll("#centers [popover]");
        assertThat(browser.accessibilityProblems()).as("shut down").isEmpty();
        browser.find("#centers [popovertargetaction=hide]").click();

        browser.find("#help-button").click();
        assertThat(browser.accessibilityProblems()).as("help").isEmpty();
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void dialogsKeepTheFocusAndReturnIt() {
        browser.visit("/?search=asked");
        browser.awaitLive();
        browser.type("p");
        browser.awaitText("#connection", "Paused");
        browser.find("#heroes tbody input").click();
        for (String dialog : DIALOGS) {
            assertKeepsFocus("[popovertarget=" + dialog + "]:not([popovertargetaction])", "#" + dialog);
        }
        assertKeepsFocus("#centers .card > button", "#centers [popover]");
    }

    private void assertKeepsFocus(String button, String dialog) {
        browser.run("document.querySelector('" + button + "').focus()");
        browser.type("\n");
        browser.find(dialog + ":focus");
        long controls = browser.find(dialog)
                .findElements(By.cssSelector("button:enabled, input, summary"))
                .size();
        for (CharSequence key : List.of(Keys.TAB, Keys.chord(Keys.SHIFT, Keys.TAB))) {
            for (int i = 0; i <= controls; i++) {
                browser.type(key.toString());
                assertThat(browser.run("return document.activeElement.matches('" + dialog + " *')"))
                        .as("%s %d in %s", key.length() == 1 ? "Tab" : "Shift+Tab", i, dialog)
                        .isEqualTo(true);
            }
        }
        browser.type(Keys.ESCAPE.toString());
        browser.find(button + ":focus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoSeriousProblemInPlannedTerminations(String theme) {
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
        assertThat(browser.accessibilityProblems()).isEmpty();
        terminations.undo(plan.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axeFindsNoSeriousProblemInHeldRows(String theme) {
        registry.enlist(new HeroName("Gone " + theme));
        browser.visit("/?search=gone " + theme);
        browser.awaitLive();
        browser.pointAt("#heroes tbody th");
        registry.terminate("Gone " + theme);
        browser.awaitText("#heroes tr.gone .fate", "no longer listed");
        browser.type("p");
        browser.awaitText("#connection", "Paused");

        browser.run("document.documentElement.dataset.theme = '" + theme + "'");
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.shows("#heroes tr.gone")).isTrue();
    }

    @Test
    void longestCityFitsOnAPhone() {
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
        for (String dialog : DIALOGS.subList(0, 1)) {
            browser.find("[popovertarget=" + dialog + "]").click();
            openAll("#" + dialog);
            assertFits("#" + dialog + " *");
            browser.find("#" + dialog + " [popovertargetaction=hide]").click();
        }
        browser.find("#centers .card > button").click();
        openAll("#centers [popover]");
        assertFits("#centers [popover], #centers [popover] *");
    }

    @Test
    void titleKeepsItsWordsWholeOnAPhone() {
        browser.resize(390, 844);
        browser.visit("/heroes/Asked A");
        browser.awaitLive();

        assertThat(browser.run("""
                const title = document.querySelector("h1 a");
                title.textContent = "Metropolis Dispatcher";
                document.getElementById("connection").textContent = "Gotham is unavailable; connected to Metropolis";
                const range = document.createRange();
                return title.textContent.split(" ").every((word) => {
                  const start = title.textContent.indexOf(word);
                  range.setStart(title.firstChild, start);
                  range.setEnd(title.firstChild, start + word.length);
                  return range.getClientRects().length === 1;
                });
                """)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void heroPageIsAsWideAsItsHeader(int width) {
        browser.resize(width, 844);
        browser.visit("/heroes/Asked A");
        browser.awaitLive();

        assertThat(browser.run("""
                const inside = getComputedStyle(document.querySelector("body > header"));
                const hero = document.getElementById("hero").getBoundingClientRect();
                const header = document.querySelector("body > header").getBoundingClientRect();
                return [hero.left - header.left - parseFloat(inside.paddingLeft),
                    header.right - parseFloat(inside.paddingRight) - hero.right].map(Math.round).join();
                """)).isEqualTo("0,0");
    }

    private void openAll(String place) {
        browser.run("document.querySelectorAll('" + place + " details').forEach((each) => (each.open = true))");
    }

    private void assertFits(String selector) {
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(browser.run("return [...document.querySelectorAll('" + selector + "')]"
                        + ".filter((each) => each.checkVisibility() && !each.closest('.unseen') && each.getBoundingClientRect().right > innerWidth)"
                        + ".map((each) => `${each.tagName}#${each.id}.${each.className}`).join(' ')"))
                .isEqualTo("");
    }
}
