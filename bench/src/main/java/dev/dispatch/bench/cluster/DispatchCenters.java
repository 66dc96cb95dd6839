package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dispatch, started by the scripts that users run.
 *
 * @param project the root folder of Dispatch
 * @param jvmOptions of each center
 * @param settings environment variables of each center
 */
public record DispatchCenters(Path project, JvmOptions jvmOptions, Map<String, String> settings)
        implements SystemUnderTest {
    private static final List<String> CITIES = List.of("Gotham", "Metropolis", "Capitol");

    /** Centers with the default rules. */
    public static DispatchCenters ofMortalHeroes(Path project, JvmOptions jvmOptions) {
        return new DispatchCenters(project, jvmOptions, Map.of());
    }

    /** Centers whose heroes never fall. */
    public static DispatchCenters ofImmortalHeroes(Path project, JvmOptions jvmOptions) {
        return new DispatchCenters(project, jvmOptions, Map.of("DISPATCH_HERO_MAX_WOUND", "0"));
    }

    /** The same with more settings. */
    public DispatchCenters with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new DispatchCenters(project, jvmOptions, all);
    }

    /** The city of a center. */
    public static String city(int node) {
        return CITIES.get(node);
    }

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public ProcessBuilder process(int node) {
        Map<String, String> all = new HashMap<>(commonSettings());
        all.put("CITY_NAME", city(node));
        all.put("PORT", Integer.toString(Ports.http(node)));
        return SystemUnderTest.process(all, project.resolve("bin/center").toString());
    }

    /** The script that starts all three centers. */
    public ProcessBuilder clusterScript() {
        return SystemUnderTest.process(
                commonSettings(), project.resolve("bin/cluster").toString());
    }

    private Map<String, String> commonSettings() {
        Map<String, String> all = new HashMap<>();
        // Each measurement begins without heroes
        all.put("DISPATCH_STORE", "none");
        all.putAll(settings);
        all.put("DISPATCH_JAVA_OPTS", jvmOptions.toString());
        all.put("DISPATCH_CLUSTER_NAME", "bench");
        all.put("DISPATCH_CLUSTER_PORT", Integer.toString(Ports.cluster(0)));
        return all;
    }

    @Override
    public boolean isReady(Http http, Node node) {
        return http.isOk(node.uri("/actuator/health/readiness"))
                && http.json(node.uri("/api/centers")).size() == Cluster.NODES;
    }

    @Override
    public String metricsPath() {
        return "/actuator/prometheus";
    }

    @Override
    public HttpRequest creationRequest(Node node, long from, int count) {
        return Http.post(node.uri("/api/heroes/batch"), "{\"count\": %d}".formatted(count));
    }
}
