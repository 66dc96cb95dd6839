package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.live.TestStompClient.Pushes;
import dev.dispatch.registry.NameTakenException;
import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Accessibility, narrow windows, keyboard shortcuts, themes and pause, in a real browser. */
@NeedsBrowser
@CenterTest
class AccessibilityBrowserTests {
    private static final List<String> LONG_NAMES = List.of(
            "Barrier" + "W".repeat(57),
            "Barrier " + "\u05d0\u05d1\u05d2\u05d3 ".repeat(11).strip(),
            "Barrier " + "\ud83e\uddb8".repeat(50));

    /** Elements that are wider than the window, for the message of a failure. */
    private static final String WIDE = """
            return [...document.querySelectorAll("body *")]
                .filter((element) => element.getBoundingClientRect().right > innerWidth)
                .map((element) => `${element.tagName}#${element.id}.${element.getAttribute("class")}`)
                .join(" ")
            """;

    private final SuperheroRegistry registry;
    private final Browser browser;
    private final int port;

    @Autowired
    AccessibilityBrowserTests(@LocalServerPort int port, SuperheroRegistry registry) {
        this.registry = registry;
        this.port = port;
        this.browser = Browser.open(port);
    }

    @BeforeEach
    void enlist() {
        for (String name : LONG_NAMES) {
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
    @CsvSource({"light", "dark"})
    void axeFindsNoSeriousProblem(String theme) {
        for (String path : List.of("/?search=barrier&size=1", "/heroes/" + LONG_NAMES.get(0), "/heroes/nobody")) {
            browser.visit(path);
            browser.awaitLive();
            browser.run("document.documentElement.dataset.theme = '" + theme + "'");
            assertThat(browser.accessibilityProblems()).as(path).isEmpty();
        }
    }

    @Test
    void axeReportsAMissingLabel() {
        browser.visit("/?search=barrier&size=1");
        browser.awaitLive();
        browser.run(
                "document.querySelector('#search').closest('label').replaceWith(document.querySelector('#search'))");

        assertThat(browser.accessibilityProblems()).singleElement().asString().contains("label", "#search");
    }

    @ParameterizedTest
    @CsvSource({"390, 844", "1280, 900", "1920, 1080"})
    void pageFitsTheWindowWidth(int width, int height) {
        browser.resize(width, height);
        for (String path : List.of("/?search=barrier", "/heroes/" + LONG_NAMES.get(0))) {
            browser.visit(path);
            browser.awaitLive();
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as("%s: %s", path, browser.run(WIDE))
                    .isEqualTo(true);
            assertThat(
                            browser.run(
                                    "const table = document.getElementById('heroes'); return !table || table.scrollWidth <= table.clientWidth"))
                    .as(path)
                    .isEqualTo(true);
        }
    }

    @Test
    void keyboardShortcutsWorkAndCanBeDisabled() {
        browser.visit("/?search=barrier");
        browser.awaitLive();

        browser.type("/");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("search");
        browser.visit("/?search=barrier");
        browser.awaitLive();
        browser.type("n");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("new-name");
        // again, if a push from before the heroes were created has just removed the rows
        await().until(() -> {
            browser.run("document.querySelector('#heroes tbody tr:first-child a')?.focus()");
            browser.type("\ue015");
            return Objects.equals(browser.run("return document.activeElement.closest('tr')?.rowIndex"), 2L);
        });

        browser.type("?");
        assertThat(browser.shows("#help")).isTrue();
        browser.find("#keys").click();
        browser.find("#help .primary").click();
        browser.visit("/?search=barrier");
        browser.awaitLive();
        browser.type("?");
        assertThat(browser.shows("#help")).isFalse();
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void themeIsKeptInACookie() {
        browser.visit("/?search=barrier");
        browser.awaitLive();
        browser.find("#theme").click();
        browser.find("#theme").click();
        browser.awaitText("#theme", "Theme: dark");
        assertThat(browser.run("return document.cookie")).asString().contains("dispatch-theme=dark");

        browser.visit("/?search=barrier");
        browser.find("html[data-theme=dark]");
        browser.awaitText("#theme", "Theme: dark");
        browser.find("#theme").click();
        assertThat(browser.run("return document.cookie")).asString().doesNotContain("dispatch-theme");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void pausedPageDoesNotChange() throws InterruptedException {
        browser.visit("/?search=paused");
        browser.awaitLive();
        browser.find("#pause").click();
        browser.awaitText("#connection", "Paused");

        try (TestStompClient client = new TestStompClient(port)) {
            Pushes seen = client.subscribe("/topic/heroes?search=paused");
            seen.next();
            registry.enlist(new HeroName("Paused"));
            assertThat(seen.next()).contains("/heroes/Paused");
        }
        assertThat(browser.shows("#heroes tbody tr")).isFalse();

        browser.find("#pause").click();
        browser.awaitText("#heroes tbody th", "Paused");
        browser.awaitLive();
    }
}
