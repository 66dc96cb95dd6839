package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which superheroes one looks at, in a real browser. */
@CenterTest
class ViewTests {
    private final SuperheroRegistry registry;
    private final Browser browser;

    @Autowired
    ViewTests(@LocalServerPort int port, SuperheroRegistry registry) {
        this.registry = registry;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aClickOnTheHeadOfAColumnSorts() {
        enlist("Sorted A", "Sorted B");
        browser.visit("/?search=Sorted");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");

        browser.find("#heroes thead a[href*='sort=name,desc']").click();

        browser.awaitText("#heroes tbody tr:first-child th", "Sorted B");
        assertThat(browser.find("#heroes thead [aria-sort=descending]").getText())
                .startsWith("Name");
        assertThat(browser.run("return loadedOnce && location.search")).isEqualTo("?search=Sorted&sort=name,desc");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theWayBackLeadsToWhatWasSearchedBefore() {
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
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onePageOfManyIsAskedForByItsNumber() {
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
        assertThat(browser.complaints()).isEmpty();
    }

    private void enlist(String... names) {
        for (String name : names) {
            registry.enlist(new HeroName(name));
        }
    }

    /** All of it at once, as otherwise it is searched for what has been typed so far. */
    private void search(String text) {
        browser.run("const it = document.getElementById('search'); it.value = '" + text + "'; it.form.requestSubmit()");
    }
}
