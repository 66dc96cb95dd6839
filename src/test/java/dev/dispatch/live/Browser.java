package dev.dispatch.live;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium, controlled through its driver. Tests that open one are annotated with {@link NeedsBrowser}. */
public class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final String origin;

    private Browser(int port, ChromeOptions options) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setBinary(chromium().orElseThrow())
                .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
                .addArguments(
                        "--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1280,1000")
                .setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver().orElseThrow())
                        .build(),
                options);
        origin = "http://localhost:" + port;
    }

    public static Browser open(int port) {
        return new Browser(port, new ChromeOptions());
    }

    public static Browser withoutJavaScript(int port) {
        return new Browser(
                port,
                new ChromeOptions()
                        .setExperimentalOption(
                                "prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
    }

    public void visit(String path) {
        driver.get(origin + path);
    }

    /** Visits a page of another host. */
    void visitUrl(String url) {
        driver.get(url);
    }

    /** Waits until the page shows that it gets live updates. */
    public void awaitLive() {
        find("#connection[data-state=live]");
    }

    public WebElement find(String selector) {
        // returns the element that ended the wait, as an update may replace it before a second look-up
        return until(browser -> browser.findElement(By.cssSelector(selector)), selector);
    }

    public void awaitNone(String selector) {
        until(browser -> driver.findElements(By.cssSelector(selector)).isEmpty(), "no " + selector);
    }

    public void awaitText(String selector, String text) {
        awaitText(selector, text, PATIENCE);
    }

    public void awaitText(String selector, String text, Duration patience) {
        until(
                patience,
                browser -> driver.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(text)),
                "'" + text + "' in " + selector);
    }

    /** Types into the focused element. */
    void type(String keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    public boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    public @Nullable Object run(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    /** The serious and critical violations that axe reports, with their places. */
    public List<String> accessibilityProblems() {
        try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then((result) => done(result.violations
                    .filter((each) => each.impact === "serious" || each.impact === "critical")
                    .flatMap((each) => each.nodes.map((node) =>
                        `${each.id} ${node.target}: ${node.failureSummary}`))), (error) => done([String(error)]));
                """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** Emulates a window size, as a real window cannot be as narrow as a phone. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** Fails requests to addresses that match a pattern, in which {@code *} matches any text. */
    void block(String address) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(address)));
    }

    void back() {
        driver.navigate().back();
    }

    /** Moves the pointer to an element. */
    public void pointAt(String selector) {
        new Actions(driver).moveToElement(find(selector)).perform();
    }

    /** A screenshot, as PNG. */
    public byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** The console messages since the last call, such as errors and violations of the content policy. */
    public List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    static boolean isInstalled() {
        return chromium().isPresent() && chromedriver().isPresent();
    }

    private static Optional<File> chromium() {
        return onPath("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> chromedriver() {
        return onPath("chromedriver");
    }

    private static Optional<File> onPath(String... names) {
        String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.of(names)
                .flatMap(name -> Stream.of(path).map(directory -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** The message and the state of the connection, for a condition that was not met. */
    private Object notices() {
        return driver.executeScript(
                "return [...document.querySelectorAll('#message, #connection')].map((each) => each.textContent.trim())");
    }

    private <T> T until(Function<WebDriver, T> condition, String description) {
        return until(PATIENCE, condition, description);
    }

    private <T> T until(Duration patience, Function<WebDriver, T> condition, String description) {
        return new WebDriverWait(driver, patience, Duration.ofMillis(20))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> description + "; the page says: " + notices())
                .until(browser -> {
                    try {
                        return condition.apply(browser);
                    } catch (WebDriverException e) {
                        // the driver reports an element of a page that is being unloaded in this way
                        boolean isStale = String.valueOf(e.getMessage()).contains("does not belong to the document");
                        throw isStale ? new StaleElementReferenceException("Page was unloaded", e) : e;
                    }
                });
    }
}
