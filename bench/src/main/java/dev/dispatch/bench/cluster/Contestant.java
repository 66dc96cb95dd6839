package dev.dispatch.bench.cluster;

import java.net.http.HttpRequest;
import java.util.Map;

/** What is compared: how to start the processes of a cluster and how to ask them, the same way for all. */
public sealed interface Contestant permits DispatchCenters, Peer {

    /** What it is called on the command line and in the results. */
    String name();

    /** How to start one process of the cluster. */
    ProcessBuilder process(int node);

    /** Whether a process has found all others and does its work. */
    boolean isReady(Http http, Node node);

    /** Where Prometheus would scrape it. */
    String metricsPath();

    /** Asks for so many new heroes, the first of which is the one with this number. */
    HttpRequest creation(Node node, long from, int count);

    /** A process with the Java of this one, that has none of the settings of whoever started the benchmark. */
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
