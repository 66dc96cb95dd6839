package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.util.Map;

/** A system that the benchmark measures: how to start its processes, and how to query them. */
public sealed interface SystemUnderTest permits DispatchCenters, PeerSystem {

    /** The name on the command line and in the results. */
    String name();

    /** The command that starts one process of the cluster. */
    ProcessBuilder process(int node);

    /** Whether a process has joined all others and accepts work. */
    boolean isReady(Http http, Node node);

    /** The path of the metrics in the Prometheus text format. */
    String metricsPath();

    /**
     * The request that creates heroes.
     *
     * @param from number of the first hero; {@link DispatchCenters} chooses names itself and ignores it
     */
    HttpRequest creationRequest(Node node, long from, int count);

    /** A process that runs on the JDK of this one and inherits no Java or Dispatch settings from the environment. */
    static ProcessBuilder process(Map<String, String> settings, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.matches("DISPATCH_.*|CITY_NAME|PORT|_?JAVA_.*OPTIONS|JDK_JAVA_OPTIONS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(settings);
        return builder;
    }
}
