package dev.dispatch.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dispatch.web.CenterTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts and dashboards in {@code deploy/observability}. */
@CenterTest
class ObservabilityTests {
    private static final Path FOLDER = Path.of("deploy", "observability");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dispatch|jvm|process|system)_[a-z_]+");

    private final Set<String> metrics;

    ObservabilityTests(@LocalServerPort int port) {
        String scrape = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/actuator/prometheus")
                .retrieve()
                .body(String.class);
        metrics = metricsIn(scrape + "");
    }

    /** An alert on an unknown metric would never fire. */
    @Test
    void alertsUseExistingMetrics() {
        assertThat(alerts()).isNotEmpty().allSatisfy(this::knowsAllIn);
    }

    @Test
    void panelsUseExistingMetrics() throws IOException {
        JsonNode dashboard =
                new JsonMapper().readTree(Files.readString(FOLDER.resolve("grafana/dashboards/dispatch.json")));
        List<JsonNode> panels = dashboard.path("panels").valueStream().toList();

        assertThat(panels.stream().flatMap(panel -> panel.path("targets").valueStream()))
                .isNotEmpty()
                .extracting(target -> target.path("expr").asString())
                .allSatisfy(expression -> {
                    assertThat(METRIC.matcher(expression).find()).isTrue();
                    knowsAllIn(expression);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"check config prometheus.yml", "test rules alerts_test.yml"})
    void promtoolAcceptsConfigurationAndAlertTestsPass(String check) throws IOException, InterruptedException {
        assumeTrue(isOnPath("promtool"), "Needs promtool on the PATH, which comes with Prometheus");
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(check.split(" ")))
                        .toList())
                .directory(FOLDER.resolve("prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @Test
    void everyAlertHasAUnitTest() throws IOException {
        String tests = Files.readString(FOLDER.resolve("prometheus/alerts_test.yml"));

        assertThat(rules().map(rule -> rule.text("alert")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(tests).contains("alertname: " + name + "\n"));
    }

    private void knowsAllIn(String expression) {
        assertThat(metrics).containsAll(metricsIn(expression));
    }

    private static Set<String> metricsIn(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<String> alerts() {
        return rules().map(rule -> rule.text("expr")).toList();
    }

    private static Stream<Manifest> rules() {
        return Manifest.in(FOLDER.resolve("prometheus/alerts.yml")).stream()
                .flatMap(file -> file.each("groups").stream())
                .flatMap(group -> group.each("rules").stream());
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> new File(directory, program))
                .anyMatch(File::canExecute);
    }
}
