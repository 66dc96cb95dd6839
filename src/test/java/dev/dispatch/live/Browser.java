package dev.dispatch.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, if one is installed; otherwise the test is skipped. */
class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChromeDriver driver;
    private final String origin;

    private Browser(int port, ChromeOptions options) {
        Optional<File> browser = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = onPath("chromedriver");
        assumeTrue(browser.isPresent() && chromedriver.isPresent(), "Needs Chromium and its chromedriver on the PATH");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setBinary(browser.get())
                .addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
                .addArguments(
                        "--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1280,1000")
                .setCapability(ChromeOptions.LOGGING_PREFS, logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.get())
                        .build(),
                options);
        origin = "http://localhost:" + port;
    }

    static Browser open(int port) {
        return new Browser(port, new ChromeOptions());
    }

    static Browser withoutJavaScript(int port) {
        return new Browser(
                port,
                new ChromeOptions()
                        .setExperimentalOption(
                                "prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
    }

    void visit(String path) {
        driver.get(origin + path);
    }

    /** Waits until the page says that it is kept up to date. */
    void awaitLive() {
        find("#connection[data-state=live]");
    }

    WebElement find(String selector) {
        // the one that was seen: by a second look, the page may have changed again
        return until(browser -> browser.findElement(By.cssSelector(selector)), selector);
    }

    void awaitGone(String selector) {
        until(browser -> driver.findElements(By.cssSelector(selector)).isEmpty(), "no " + selector);
    }

    void awaitText(String selector, String text) {
        until(
                browser -> driver.findElements(By.cssSelector(selector)).stream()
                        .anyMatch(element -> element.getText().contains(text)),
                "'" + text + "' in " + selector);
    }

    boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
    }

    @Nullable
    Object run(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    /** What the console complained of since it was asked last, such as an error or a violation of the content policy. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Optional<File> onPath(String... names) {
        String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.of(names)
                .flatMap(name -> Stream.of(path).map(directory -> new File(directory, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    private <T> T until(Function<WebDriver, T> answer, String what) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(what)
                .until(answer);
    }
}
