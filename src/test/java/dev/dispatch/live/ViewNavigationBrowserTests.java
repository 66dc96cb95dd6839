package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Search, sort and paging without a page load, in a real browser. */
@NeedsBrowser
@CenterTest
class ViewNavigationBrowserTests {
    private final SuperheroRegistry registry;
    private final Browser browser;

    @Autowired
    ViewNavigationBrowserTests(@LocalServerPort int port, SuperheroRegistry registry) {
        this.registry = registry;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void clickOnAColumnHeaderSorts() {
        enlist("Sorted A", "Sorted B");
        browser.visit("/?search=Sorted");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");

        browser.find("#heroes thead a[href*='sort=name,desc']").click();

        browser.awaitText("#heroes tbody tr:first-child th", "Sorted B");
        assertThat(browser.find("#heroes thead [aria-sort=descending]").getText())
                .startsWith("Name");
        assertThat(browser.run("return loadedOnce && location.search")).isEqualTo("?search=Sorted&sort=name,desc");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void pushOfThePreviousViewIsDropped() {
        enlist("Dropped One", "Dropped Two");
        browser.visit("/?search=Dropped");
        browser.awaitLive();

        // in one script, so that the view changes before the browser renders the push
        browser.run("""
                Turbo.renderStreamMessage(`<turbo-stream action="replace" method="morph" target="heroes">
                    <template>${document.getElementById("heroes").outerHTML}</template></turbo-stream>`);
                """ + searchScript("Dropped One"));

        browser.awaitText("#heroes caption", "1 superhero matching “Dropped One”");
    }

    @Test
    void backButtonRestoresThePreviousSearch() {
        enlist("Back One", "Back Two");
        browser.visit("/?search=Back");
        browser.awaitLive();
        search("Back One");
        browser.awaitText("#heroes caption", "1 superhero matching “Back One”");
        search("Back Two");
        browser.awaitText("#heroes caption", "1 superhero matching “Back Two”");

        browser.back();

        browser.awaitText("#heroes caption", "1 superhero matching “Back One”");
        assertThat(browser.run("return location.search")).isEqualTo("?search=Back%20One");
        assertThat(browser.find("#search").getAttribute("value")).isEqualTo("Back One");

        browser.back();

        browser.awaitText("#heroes caption", "2 superheroes matching “Back”");
        assertThat(browser.find("#search").getAttribute("value")).isEqualTo("Back");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "sort", "rows"})
    void backButtonReturnsFromAHeroToTheList(String change) {
        enlist("Listed One", "Listed Two");
        browser.visit("/");
        browser.awaitLive();
        String query = switch (change) {
            case "search" -> {
                browser.find("#search").sendKeys("Listed Two\n");
                browser.awaitText("#heroes caption", "1 superhero matching “Listed Two”");
                yield "?search=Listed%20Two";
            }
            case "sort" -> {
                browser.find("#heroes thead a[href*='sort=name,desc']").click();
                browser.find("#heroes thead [aria-sort=descending]");
                yield "?sort=name,desc";
            }
            default -> {
                browser.find("#size option[value='10']").click();
                browser.find("#heroes[data-topic$='size=10']");
                yield "?size=10";
            }
        };
        browser.find("#heroes tbody a[href$=Two]").click();
        browser.awaitText("#hero h2", "Listed Two");
        browser.awaitLive();

        browser.back();

        browser.awaitText("#heroes tbody", "Listed Two");
        assertThat(browser.run("return location.search")).isEqualTo(query);

        browser.back();

        browser.awaitText("#heroes caption", "2 superheroes");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    @Test
    void pageIsSelectedByItsNumber() {
        enlist("Leafed 1", "Leafed 2", "Leafed 3", "Leafed 4");
        browser.visit("/?search=Leafed&size=1");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");

        browser.find("#page-number").clear();
        browser.find("#page-number").sendKeys("3\n");

        browser.awaitText("#heroes .pages", "Page 3 of 4");
        assertThat(browser.run("return loadedOnce && location.search")).isEqualTo("?search=Leafed&page=2&size=1");

        browser.find("#heroes [rel=next]").click();

        browser.awaitText("#heroes .pages", "Page 4 of 4");
        browser.find("#page-number[value='4']");
        assertThat(browser.run("return document.getElementById('page-number').value"))
                .isEqualTo("4");
        assertThat(browser.consoleMessages()).isEmpty();
    }

    private void enlist(String... names) {
        for (String name : names) {
            registry.enlist(new HeroName(name));
        }
    }

    /** Enters the whole text at once; typing would search for its beginnings. */
    private void search(String text) {
        browser.run(searchScript(text));
    }

    private static String searchScript(String text) {
        return "const field = document.getElementById('search'); field.value = '" + text
                + "'; field.form.requestSubmit()";
    }
}
