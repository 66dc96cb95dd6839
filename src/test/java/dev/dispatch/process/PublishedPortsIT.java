package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.live.Browser;
import dev.dispatch.live.NeedsBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of centers with a password behind published ports, in a real browser. */
@NeedsBrowser
class PublishedPortsIT {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration NEXT_CENTER = Duration.ofSeconds(10);
    private static final int FIRST = freePorts();

    @RegisterExtension
    static final ProcessCluster cluster = ProcessCluster.ofImmortals(Duration.ofSeconds(1))
            .with("DISPATCH_PASSWORD", PASSWORD)
            .with("DISPATCH_PUBLISHED_PORTS", FIRST + "-" + (FIRST + 9));

    private final List<PortMapping> published = new ArrayList<>();
    private List<CenterProcess> running = List.of();

    @AfterEach
    void end() {
        published.forEach(PortMapping::end);
        running.forEach(CenterProcess::kill);
    }

    @Test
    void pageMovesToAnotherCenterAndStaysLoggedIn() throws IOException {
        running = cluster.start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(running);
        PortMapping gotham = publish(1, centers.get(0));
        publish(4, centers.get(1));
        publish(9, centers.get(2));
        try (Browser browser = Browser.open(FIRST + 1)) {
            browser.visit("/?search=Masked");
            browser.awaitLive();
            browser.awaitText("#centers h3 a[href='http://localhost:" + (FIRST + 4) + "']", "Metropolis");
            browser.awaitText("#centers h3 a[href='http://localhost:" + (FIRST + 9) + "']", "Capitol");

            assertThat(browser.accessibilityProblems()).isEmpty();

            browser.find("#new-name").sendKeys("Masked One");
            browser.find("main .primary").click();
            browser.awaitText("#message", "Log in to do this, then repeat it.");
            assertThat(browser.accessibilityProblems()).isEmpty();
            browser.find("#login [name=password]").sendKeys(PASSWORD);
            browser.find("#login .primary").click();
            browser.awaitText("#message", "Logged in as dispatcher.");
            browser.find("#new-name").sendKeys("Masked Two");
            browser.find("main .primary").click();
            browser.awaitText("#heroes tbody th", "Masked Two");
            browser.awaitText(".who", "dispatcher");
            assertThat(browser.run("return location.search")).isEqualTo("?search=Masked");

            gotham.end();
            running.get(0).kill();
            browser.awaitText("#connection[data-state=live]", "Gotham is unavailable; connected to ", NEXT_CENTER);
            browser.find("#new-name").clear();
            browser.find("#new-name").sendKeys("Masked Three");
            browser.find("main .primary").click();
            browser.awaitText("#heroes tbody", "Masked Three");
            browser.awaitText(".who", "dispatcher");
        }
    }

    /** No client has called Smallville when the only center that the page knows is killed. */
    @Test
    void pageFindsCenterWithUnknownUrl() throws IOException {
        running = cluster.start("Star City", "Smallville");
        List<CenterApi> centers = cluster.apis(running);
        PortMapping starCity = publish(2, centers.get(0));
        try (Browser browser = Browser.open(FIRST + 2)) {
            browser.visit("/");
            browser.awaitLive();
            browser.run("window.loadedOnce = true");
            starCity.end();
            running.get(0).kill();
            browser.awaitText("#connection", "No center is reachable; retrying");

            publish(7, centers.get(1));
            browser.awaitText("#connection[data-state=live]", "Star City is unavailable; connected to Smallville");
            browser.awaitText("h1", "Smallville Dispatcher");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
        }
    }

    private PortMapping publish(int place, CenterApi center) throws IOException {
        PortMapping mapping = new PortMapping(FIRST + place, center.url().getPort());
        published.add(mapping);
        return mapping;
    }

    private static int freePorts() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort() + 1;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
