package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dispatch itself, started as its users start it.
 *
 * @param project its folder
 * @param jvmOptions what its JVMs are told
 * @param settings in the environment of all centers
 */
public record DispatchCenters(Path project, JvmOptions jvmOptions, Map<String, String> settings) implements Contestant {
    private static final List<String> CITIES = List.of("Gotham", "Metropolis", "Capitol");

    /** Centers whose superheroes live by the rules that users get. */
    public static DispatchCenters ofMortals(Path project, JvmOptions jvmOptions) {
        return new DispatchCenters(project, jvmOptions, Map.of());
    }

    /** Centers whose superheroes never fall. */
    public static DispatchCenters ofImmortals(Path project, JvmOptions jvmOptions) {
        return new DispatchCenters(project, jvmOptions, Map.of("DISPATCH_HERO_MAX_WOUND", "0"));
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
        Map<String, String> all = new HashMap<>(common());
        all.put("CITY_NAME", city(node));
        all.put("PORT", Integer.toString(Ports.http(node)));
        return Contestant.process(all, project.resolve("bin/center").toString());
    }

    /** All three at once, by the script that users start. */
    public ProcessBuilder clusterScript() {
        return Contestant.process(common(), project.resolve("bin/cluster").toString());
    }

    private Map<String, String> common() {
        Map<String, String> all = new HashMap<>(settings);
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
    public HttpRequest creation(Node node, long from, int count) {
        return Http.post(node.uri("/api/heroes/batch"), "{\"count\": %d}".formatted(count));
    }
}
