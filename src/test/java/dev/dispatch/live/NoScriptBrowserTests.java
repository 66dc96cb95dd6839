package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dispatch.web.CenterTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page in a real browser with JavaScript disabled. */
@NeedsBrowser
@CenterTest
class NoScriptBrowserTests {
    private final Browser browser;

    NoScriptBrowserTests(@LocalServerPort int port) {
        browser = Browser.withoutJavaScript(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void allActionsWorkWithoutJavaScript() {
        browser.visit("/?search=Plain");

        browser.find("input[name=name]").sendKeys("Plain");
        browser.find("main .primary").click();
        browser.awaitText("#message", "Enlisted Plain.");
        browser.awaitText("#heroes tbody th", "Plain");
        browser.awaitText("#heroes tbody time", " UTC");

        browser.find("#heroes tbody button").click();
        browser.awaitText("#message", "Terminating Plain in 5 s.");
        browser.awaitText("#heroes .fate time", " UTC");
        browser.find("#message button").click();
        browser.awaitText("#message", "Termination undone.");

        browser.find("#heroes tbody button").click();
        browser.awaitText("#message", "Terminating Plain in 5 s.");
        await().until(() -> {
            browser.visit("/?search=Plain");
            return !browser.shows("#heroes tbody tr");
        });

        assertThat(browser.shows("#centers .danger")).isFalse();
        browser.find("#centers button").click();
        assertThat(browser.shows("#centers .danger")).isTrue();
    }
}
