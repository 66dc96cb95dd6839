package dev.dispatch.bench.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ports of the processes that are compared, the same for all contestants: one contestant runs at a time. */
public final class Ports {
    private static final int FIRST_HTTP = 4900;
    private static final int FIRST_CLUSTER = 4910;
    private static final int LOOKED_AT = 5;

    private Ports() {}

    /** Where a process serves HTTP. */
    public static int http(int node) {
        return FIRST_HTTP + node;
    }

    static int cluster(int node) {
        return FIRST_CLUSTER + node;
    }

    /** Where all processes find each other. */
    static String clusterPorts() {
        return IntStream.range(0, Cluster.NODES)
                .mapToObj(node -> "" + cluster(node))
                .collect(Collectors.joining(","));
    }

    /**
     * Checks that nobody has them.
     *
     * @throws BenchException if somebody has; the message says which
     */
    public static void requireFree() {
        List<Integer> taken = Stream.concat(
                        IntStream.range(FIRST_HTTP, FIRST_HTTP + Cluster.NODES).boxed(),
                        IntStream.range(FIRST_CLUSTER, FIRST_CLUSTER + LOOKED_AT)
                                .boxed())
                .filter(port -> !isFree(port))
                .toList();
        if (!taken.isEmpty()) {
            throw new BenchException("ports %s are taken: stop what runs there, such as bin/cluster".formatted(taken));
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
