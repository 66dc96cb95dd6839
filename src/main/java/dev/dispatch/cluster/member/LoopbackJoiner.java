package dev.dispatch.cluster.member;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.nio.Protocols;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Skips loopback ports on which no process listens. The first center of a host then starts its cluster at once instead of after
 * one second. The oldest member searches for the other half of a split cluster at listening ports only. Otherwise it would poll
 * each address 100 times a second for five seconds: 6 ms of the 33 ms CPU time that an idle center uses per second. Both
 * times are constants in Hazelcast 5.7.
 *
 * <p>Members that start at the same time cannot miss each other: each listens before it searches.
 *
 * <p>Skips addresses that accept connections but do not answer, such as those of another program or a frozen center. In Hazelcast
 * 5.7, one connection to such an address keeps an I/O thread busy for good, so other connections of that thread are never served,
 * and the initial join fails after five minutes.
 */
final class LoopbackJoiner extends TcpIpJoiner {
    private static final int CONNECT_MILLIS = 1_000;

    /** Generous, for members that are just starting on a busy host: a member that is skipped is found only by a later merge. */
    private static final int ANSWER_MILLIS = 5_000;

    LoopbackJoiner(Node node) {
        super(node);
    }

    @Override
    protected Collection<Address> getPossibleAddressesForInitialJoin() {
        Collection<Address> addresses = super.getPossibleAddressesForInitialJoin();
        removeSilent(addresses)
                .forEach(address -> logger.warning(
                        "%s:%d accepts connections but does not answer; joining without it. It may be a frozen center or another program"
                                .formatted(address.getHost(), address.getPort())));
        return addresses.stream().allMatch(LoopbackJoiner::isUnused) ? new HashSet<>() : addresses;
    }

    @Override
    public Collection<Address> getFilteredPossibleAddresses() {
        Collection<Address> addresses = super.getFilteredPossibleAddresses();
        addresses.removeIf(LoopbackJoiner::isUnused);
        removeSilent(addresses);
        return addresses;
    }

    /** Removes the silent addresses and returns them. Probes in parallel, as each probe may take seconds. */
    private static Set<Address> removeSilent(Collection<Address> addresses) {
        Set<Address> silent = ConcurrentHashMap.newKeySet();
        CompletableFuture.allOf(addresses.stream()
                        .filter(address -> !isUnused(address))
                        .map(address -> CompletableFuture.runAsync(
                                () -> {
                                    if (isSilent(address)) {
                                        silent.add(address);
                                    }
                                },
                                task -> new Thread(task, "probe").start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        addresses.removeAll(silent);
        return silent;
    }

    /** Whether a port is certainly unused. A refused connection proves that only on loopback. */
    static boolean isUnused(Address address) {
        try {
            if (address.getInetAddress().isLoopbackAddress()) {
                new Socket(address.getInetAddress(), address.getPort()).close();
            }
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether a process accepts a connection but does not answer as a member. */
    static boolean isSilent(Address address) {
        byte[] greeting = Protocols.CLUSTER.getBytes(US_ASCII);
        try (Socket socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(address.getInetAddress(), address.getPort()), CONNECT_MILLIS);
            } catch (IOException unreachable) {
                return false;
            }
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(greeting);
            return !Arrays.equals(greeting, socket.getInputStream().readNBytes(greeting.length));
        } catch (IOException silent) {
            return true;
        }
    }
}
