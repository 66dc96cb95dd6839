package dev.dispatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dispatch.live.Browser;
import dev.dispatch.live.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console after a center was lost; takes the README's screenshots. */
@NeedsBrowser
class ScreenshotIT {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final ProcessCluster cluster =
            new ProcessCluster().with("DISPATCH_HERO_TURN_INTERVAL", "1s").with("DISPATCH_HERO_MAX_WOUND", "8");

    @Test
    void consoleShowsLostCenter() throws IOException {
        List<CenterProcess> processes = cluster.start("Gotham", "Metropolis", "Capitol");
        List<CenterApi> centers = cluster.apis(processes);
        centers.get(0).send("POST", "/api/heroes/batch", "{\"count\": 200}");
        try (Browser browser = Browser.open(centers.get(0).url().getPort())) {
            browser.resize(1280, 1400);
            browser.visit("/?sort=health,asc&size=10");
            browser.awaitLive();
            browser.awaitText("#heroes caption", "200 superheroes");
            browser.awaitText("#charts figcaption", "Heroes", LIMIT);

            processes.get(2).kill();

            browser.awaitText("#takeover", "moved from Capitol to Gotham and Metropolis", LIMIT);
            browser.awaitText("#takeover", "none lost", LIMIT);
            browser.awaitText("#centers .lost", "Capitol", LIMIT);
            assertThat(picture(browser, "dark")).isNotEqualTo(picture(browser, "light"));
        } finally {
            processes.forEach(CenterProcess::kill);
        }
    }

    private static byte[] picture(Browser browser, String theme) throws IOException {
        browser.run("document.documentElement.dataset.theme = '" + theme + "'; scrollTo(0, 0)");
        byte[] picture = browser.picture();
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve("page-" + theme + ".png"), picture);
        return picture;
    }
}
