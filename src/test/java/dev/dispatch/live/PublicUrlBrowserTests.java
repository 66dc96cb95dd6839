package dev.dispatch.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.DispatchApplication;
import dev.dispatch.cluster.Centers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Centers on different hosts, in a real browser, for which all names below localhost are this machine. */
@NeedsBrowser
@Tag("cluster")
class PublicUrlBrowserTests {
    private final String cluster = UUID.randomUUID().toString();
    private final int first = freePort();
    private final int second = freePort();

    @Test
    void pageGoesOnAtOtherHostAndItsFormsWorkThere() {
        try (ConfigurableApplicationContext metropolis = start("Metropolis", second);
                Browser browser = Browser.open(first)) {
            UUID gothamId;
            try (ConfigurableApplicationContext gotham = start("Gotham", first)) {
                gothamId = gotham.getBean(Centers.class).self().id();
                browser.visitUrl("http://gotham.localhost:" + first);
                browser.awaitLive();
                browser.find("#centers h3 a[href='http://metropolis.localhost:" + second + "']");
                browser.run("window.loadedOnce = true");
            }
            browser.awaitText("#connection[data-state=live]", "Gotham is unavailable; connected to Metropolis");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);

            // as after a minute
            metropolis
                    .getBean(HazelcastInstance.class)
                    .getReplicatedMap("centers")
                    .remove(gothamId);
            browser.find("#new-name").sendKeys("Commuter");
            browser.find("main .primary").click();

            browser.awaitText("#heroes tbody th", "Commuter");
            assertThat(browser.run("return location.host")).isEqualTo("metropolis.localhost:" + second);
        }
    }

    private ConfigurableApplicationContext start(String city, int port) {
        return new SpringApplicationBuilder(DispatchApplication.class)
                .run(
                        "--dispatch.city=" + city,
                        "--dispatch.port=" + port,
                        "--dispatch.public-url=http://%s.localhost:%d/".formatted(city.toLowerCase(Locale.ROOT), port),
                        "--dispatch.cluster.name=" + cluster,
                        "--dispatch.cluster.port=15781",
                        "--dispatch.cluster.members=127.0.0.1:15781",
                        "--dispatch.hero.max-wound=0");
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
