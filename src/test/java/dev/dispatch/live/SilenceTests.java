package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** What the page does when nobody answers, in a real browser. */
@CenterTest
class SilenceTests {
    private static final Duration NEXT_CENTER = Duration.ofSeconds(3);

    private final SuperheroRegistry registry;
    private final SubProtocolWebSocketHandler sockets;
    private final Browser browser;

    @Autowired
    SilenceTests(@LocalServerPort int port, SuperheroRegistry registry, SubProtocolWebSocketHandler sockets) {
        this.registry = registry;
        this.sockets = sockets;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void whatCameOfAFormIsNotKnown() {
        browser.visit("/?search=Unanswered");
        browser.awaitLive();
        browser.block("*/heroes");

        browser.find("#new-name").sendKeys("Unanswered");
        browser.find("main .primary").click();

        browser.awaitText("#message.failure", "Not known whether that was done: Gotham does not answer.");
        assertThat(browser.find("#new-name").getAttribute("value")).isEqualTo("Unanswered");
        browser.find("[popovertarget=create-many]").click();
        browser.find("#create-many [value='10']").click();
        browser.awaitGone("#create-many:popover-open");
    }

    @Test
    void aLinkDoesNotLeaveThePage() {
        registry.enlist(new HeroName("Unreachable"));
        browser.visit("/?search=Unreachable");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");
        browser.block("*/heroes/*");

        browser.find("#heroes tbody th a").click();

        browser.awaitText("#message.failure", "Gotham does not answer.");
        assertThat(browser.run("return loadedOnce && location.search")).isEqualTo("?search=Unreachable");
    }

    @Test
    void thoseWhoSayNothingAreAskedAtOnce() throws IOException {
        browser.visit("/");
        browser.awaitLive();
        try (ServerSocket one = silent();
                ServerSocket another = silent();
                ServerSocket third = silent()) {
            for (ServerSocket silent : List.of(one, another, third)) {
                browser.run("dispatchDesk.meet('http://localhost:" + silent.getLocalPort() + "')");
            }
            sockets.stop();
            browser.awaitText("#connection", "All centers are gone; trying again", NEXT_CENTER);
        } finally {
            sockets.start();
        }
        browser.awaitLive();
    }

    /** Connections are made, and wait for an answer that never comes. */
    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }
}
