package dev.dispatch.bench.faults;

import dev.dispatch.bench.cluster.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network namespace for each of some hosts, on one bridge of this machine, whose links can be cut. Needs root, {@code ip} and {@code iptables}.
 * No packet leaves the machine. Not thread-safe.
 */
public final class FaultNetwork implements AutoCloseable {
    private static final String BRIDGE = "dispatch-faults";
    private static final String SUBNET = "10.77.49.";
    private static final int LAST = 254;
    private static final int COMMAND_SECONDS = 10;

    private final int hosts;
    private final Thread shutdownHook = new Thread(this::remove);

    private FaultNetwork(int hosts) {
        this.hosts = hosts;
    }

    /**
     * Creates the namespaces, and removes those that a killed run has left. An interrupted run removes its own.
     *
     * @throws BenchException if that fails; the message says why
     */
    public static FaultNetwork create(int hosts) {
        FaultNetwork network = new FaultNetwork(hosts);
        network.remove();
        Runtime.getRuntime().addShutdownHook(network.shutdownHook);
        try {
            ip("link", "add", BRIDGE, "type", "bridge");
            ip("link", "set", BRIDGE, "up");
            ip("address", "add", SUBNET + LAST + "/24", "dev", BRIDGE);
            for (int host = 0; host < hosts; host++) {
                String name = name(host);
                ip("netns", "add", name);
                ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
                ip("link", "set", name, "master", BRIDGE, "up");
                ip("-netns", name, "address", "add", network.address(host) + "/24", "dev", "eth0");
                ip("-netns", name, "link", "set", "eth0", "up");
                ip("-netns", name, "link", "set", "lo", "up");
            }
            // A Docker engine on this machine may drop what bridges forward
            run("iptables", "-I", "FORWARD", "-i", BRIDGE, "-j", "ACCEPT");
            return network;
        } catch (BenchException e) {
            network.close();
            throw e;
        }
    }

    public int hosts() {
        return hosts;
    }

    public String address(int host) {
        return SUBNET + (host + 1);
    }

    /** The command that runs another command on a host. */
    public List<String> on(int host, String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name(host)), Stream.of(command))
                .toList();
    }

    /** Drops all packets of one host to another one, from now on. */
    public void cutOneWay(int from, int to) {
        run(on(to, "iptables", "-A", "INPUT", "-s", address(from), "-j", "DROP"));
    }

    /** Drops all packets between two hosts, from now on. */
    public void cut(int a, int b) {
        cutOneWay(a, b);
        cutOneWay(b, a);
    }

    /** Repairs the link between two hosts. */
    public void heal(int a, int b) {
        for (List<String> command : List.of(
                on(b, "iptables", "-D", "INPUT", "-s", address(a), "-j", "DROP"),
                on(a, "iptables", "-D", "INPUT", "-s", address(b), "-j", "DROP"))) {
            tryRun(command); // it may have been cut one way only
        }
    }

    /** Repairs all links. */
    public void heal() {
        for (int host = 0; host < hosts; host++) {
            run(on(host, "iptables", "-F", "INPUT"));
        }
    }

    /** Removes the namespaces. The processes in them must have ended. */
    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException shuttingDown) {
            // the hook does no harm then
        }
    }

    private void remove() {
        for (int host = 0; host < hosts; host++) {
            tryRun(List.of("ip", "netns", "delete", name(host)));
            tryRun(List.of("ip", "link", "delete", name(host)));
        }
        tryRun(List.of("ip", "link", "delete", BRIDGE));
        tryRun(List.of("iptables", "-D", "FORWARD", "-i", BRIDGE, "-j", "ACCEPT"));
    }

    private static String name(int host) {
        return "dispatch-f" + host;
    }

    private static void ip(String... arguments) {
        run(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList());
    }

    private static void run(String... command) {
        run(List.of(command));
    }

    private static void run(List<String> command) {
        String failure = tryRun(command);
        if (!failure.isEmpty()) {
            throw new BenchException("%s: %s (network namespaces need root, ip and iptables)"
                    .formatted(String.join(" ", command), failure));
        }
    }

    /** Returns why the command failed; empty if it did not. */
    private static String tryRun(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no end after %d s".formatted(COMMAND_SECONDS);
            }
            return process.exitValue() == 0 ? "" : "status %d %s".formatted(process.exitValue(), output);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
