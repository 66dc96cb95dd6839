package dev.dispatch.cluster.member;

import com.hazelcast.config.TcpIpConfig;
import dev.dispatch.settings.DispatchProperties.Cluster;
import dev.dispatch.settings.StartRefusedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where to search for other centers. Names are resolved anew before each search. Thread-safe. */
class MemberAddresses extends TcpIpConfig {
    /** Room for several clusters on one machine. A cluster without a member on one of these ports is not found. */
    private static final int LOOPBACK_PORTS = 20;

    private static final int MAX_PORT = 65_535;

    /** All other texts with colons are IPv6 addresses without a port. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[.*]|[^:]+):(\\d{1,5})");

    /** Not an address, which would never be found. */
    private static final Pattern NAME = Pattern.compile("(?![\\d.]+$)[\\w.-]+");

    private static final Logger log = LoggerFactory.getLogger(MemberAddresses.class);

    private final Cluster cluster;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    MemberAddresses(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public List<String> getMembers() {
        return cluster.members().stream().flatMap(this::addresses).distinct().toList();
    }

    /** All addresses of a host, and 20 ports on loopback. By default, Hazelcast uses one address and tries three ports. */
    private Stream<String> addresses(String member) {
        Matcher matcher = HOST_AND_PORT.matcher(member);
        if (matcher.matches()) {
            int port = Integer.parseInt(matcher.group(2));
            if (port < 1 || port > MAX_PORT) {
                throw refused(member);
            }
            return resolve(matcher.group(1)).map(address -> text(address, port));
        }
        return resolve(member).flatMap(address -> {
            int ports = address.isLoopbackAddress() ? LOOPBACK_PORTS : 1;
            return IntStream.range(cluster.port(), cluster.port() + ports)
                    .filter(port -> port <= MAX_PORT)
                    .mapToObj(port -> text(address, port));
        });
    }

    /** A name may be unknown for a while, such as that of a container that has not started. */
    private Stream<InetAddress> resolve(String host) {
        try {
            InetAddress[] addresses = lookUp(host);
            if (unknown.remove(host)) {
                log.info("DISPATCH_CLUSTER_MEMBERS: {} is resolved", host);
            }
            return Arrays.stream(addresses);
        } catch (UnknownHostException e) {
            if (!NAME.matcher(host).matches()) {
                throw refused(host);
            }
            if (unknown.add(host)) {
                log.warn("DISPATCH_CLUSTER_MEMBERS: cannot resolve {}; trying again with each search", host);
            }
            return Stream.of();
        }
    }

    /** Warns of an own loopback port that other members do not search. */
    void warnIfNotSearched(InetSocketAddress own) {
        int last = cluster.port() + LOOPBACK_PORTS - 1;
        if (own.getAddress().isLoopbackAddress() && own.getPort() > last) {
            log.warn(
                    "Other programs or centers use the cluster ports {} to {}, where centers search for each other; this center uses {}. Set DISPATCH_CLUSTER_PORT to"
                            + " the first of {} free ports, at all centers",
                    cluster.port(),
                    last,
                    own.getPort(),
                    LOOPBACK_PORTS);
        }
    }

    InetAddress[] lookUp(String host) throws UnknownHostException {
        return InetAddress.getAllByName(host);
    }

    private static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private StartRefusedException refused(String wrong) {
        return new StartRefusedException(
                "DISPATCH_CLUSTER_MEMBERS=%s: must be host names or addresses, each with or without :port, such as [::1]:5701; invalid: %s"
                        .formatted(String.join(",", cluster.members()), wrong));
    }
}
