package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports of the measured processes. All systems share them, because only one runs at a time. */
public final class Ports {
    private static final int FIRST_HTTP = 4900;
    private static final int FIRST_CLUSTER = 4910;
    private static final int CHECKED_CLUSTER_PORTS = 5;

    private Ports() {}

    /** The HTTP port of a process. */
    public static int http(int node) {
        return FIRST_HTTP + node;
    }

    static int cluster(int node) {
        return FIRST_CLUSTER + node;
    }

    /** The cluster ports of all processes, separated by commas. */
    static String clusterPorts() {
        return IntStream.range(0, Cluster.NODES)
                .mapToObj(node -> "" + cluster(node))
                .collect(Collectors.joining(","));
    }

    /**
     * Checks that the ports are free.
     *
     * @throws BenchException if some are in use; the message lists them
     */
    public static void requireFree() {
        List<Integer> used = Stream.concat(
                        IntStream.range(FIRST_HTTP, FIRST_HTTP + Cluster.NODES).boxed(),
                        IntStream.range(FIRST_CLUSTER, FIRST_CLUSTER + CHECKED_CLUSTER_PORTS)
                                .boxed())
                .filter(port -> !isFree(port))
                .toList();
        if (!used.isEmpty()) {
            throw new BenchException(
                    "ports %s are in use: stop the processes there, such as bin/cluster".formatted(used));
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
