package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.registry.SuperheroRegistry;
import dev.dispatch.superhero.HeroName;
import dev.dispatch.web.CenterTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/** The page while no center responds, in a real browser. */
@NeedsBrowser
@CenterTest
class UnresponsiveCenterBrowserTests {
    /** One after the other, they would keep the page busy for longer than the browser waits here. */
    private static final int SILENT_CENTERS = 25;

    private static final String MODULE =
            "document.querySelector('script[src$=\"/app.js\"]').src.replace('app.js', 'centers.js')";

    private final SuperheroRegistry registry;
    private final SubProtocolWebSocketHandler sockets;
    private final Browser browser;

    @Autowired
    UnresponsiveCenterBrowserTests(
            @LocalServerPort int port, SuperheroRegistry registry, SubProtocolWebSocketHandler sockets) {
        this.registry = registry;
        this.sockets = sockets;
        this.browser = Browser.open(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void resultOfAnUnansweredFormIsReportedAsUnknown() {
        browser.visit("/?search=Unanswered");
        browser.awaitLive();
        browser.block("*/heroes");

        browser.find("#new-name").sendKeys("Unanswered");
        browser.find("main .primary").click();

        browser.awaitText("#message.failure", "Result unknown: Gotham is not responding.");
        assertThat(browser.find("#new-name").getAttribute("value")).isEqualTo("Unanswered");
        browser.find("[popovertarget=create-many]").click();
        browser.find("#create-many [value='10']").click();
        browser.awaitNone("#create-many:popover-open");
    }

    @Test
    void pageStaysWhenALinkGetsNoResponse() {
        registry.enlist(new HeroName("Unreachable"));
        browser.visit("/?search=Unreachable");
        browser.awaitLive();
        browser.run("window.loadedOnce = true");
        browser.block("*/heroes/*");

        browser.find("#heroes tbody th a").click();

        browser.awaitText("#message.failure", "Gotham is not responding.");
        assertThat(browser.run("return loadedOnce && location.search")).isEqualTo("?search=Unreachable");
    }

    @Test
    void silentCentersAreDialledInParallel() throws IOException {
        browser.visit("/");
        browser.awaitLive();
        List<ServerSocket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < SILENT_CENTERS; i++) {
                // accepts connections, and never answers
                silent.add(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
            }
            String origins = silent.stream()
                    .map(socket -> "'http://localhost:" + socket.getLocalPort() + "'")
                    .collect(Collectors.joining(",", "[", "]"));
            browser.run("return import(" + MODULE + ").then((centers) => " + origins + ".forEach(centers.addCenter))");
            sockets.stop();
            browser.awaitText("#connection", "No center is reachable; retrying");
        } finally {
            sockets.start();
            for (ServerSocket socket : silent) {
                socket.close();
            }
        }
        browser.awaitLive();
    }
}
