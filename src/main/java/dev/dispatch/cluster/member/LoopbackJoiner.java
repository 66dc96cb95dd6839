package dev.dispatch.cluster.member;

import static com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage.SplitBrainMergeCheckResult.LOCAL_NODE_SHOULD_MERGE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.ClusterServiceImpl;
import com.hazelcast.internal.cluster.impl.SplitBrainJoinMessage;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import com.hazelcast.internal.cluster.impl.operations.SplitBrainMergeValidationOp;
import com.hazelcast.internal.nio.Protocols;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Skips loopback ports on which no process listens. The first center of a host then starts its cluster at once instead of after
 * one second. The oldest member searches for the other half of a split cluster at listening ports only. Otherwise it would poll
 * each address 100 times a second for five seconds: 6 ms of the 33 ms CPU time that an idle center uses per second. Both
 * times are constants in Hazelcast 5.7.
 *
 * <p>Members that start at the same time cannot miss each other: each listens before it searches.
 *
 * <p>Skips addresses that accept connections but do not answer, such as those of another program or a frozen center. In Hazelcast
 * 5.7, the initial join waits for them until it fails after five minutes.
 *
 * <p>Merges with the other half of a split only when it reaches all members of it. Otherwise the migrations to and from the members
 * that are out of reach would block each other, and the whole cluster with them.
 */
final class LoopbackJoiner extends TcpIpJoiner {
    private static final int CONNECT_MILLIS = 1_000;

    /** Generous, for members that are just starting on a busy host: a member that is skipped is found only by a later merge. */
    private static final int ANSWER_MILLIS = 5_000;

    private Set<Address> lastUnreachable = Set.of();

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

    /** Called every {@link MemberConfig#MERGE_DELAY}. */
    @Override
    public void searchForOtherClusters() {
        SplitBrainJoinMessage request = node.createSplitBrainJoinMessage();
        for (Address address : getFilteredPossibleAddresses()) {
            if (sendSplitBrainJoinMessageAndCheckResponse(address, request) == LOCAL_NODE_SHOULD_MERGE) {
                if (reachesClusterOf(address)) {
                    setTargetAddress(address);
                    startClusterMerge(address, request.getMemberListVersion());
                }
                return;
            }
        }
    }

    private boolean reachesClusterOf(Address oldest) {
        try {
            Set<Address> unreachable = matching(members(oldest), address -> !isReachable(address));
            if (!unreachable.isEmpty() && !unreachable.equals(lastUnreachable)) {
                logger.warning(
                        "Found the other half of a split, but cannot reach %s; merging when all its members are reachable"
                                .formatted(unreachable));
            }
            lastUnreachable = unreachable;
            return unreachable.isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            logger.fine("The member at %s did not answer; retrying".formatted(oldest), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Asks the oldest member of another cluster for the addresses of all its members. */
    private Collection<Address> members(Address oldest)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<SplitBrainJoinMessage> answering = node.getNodeEngine()
                .getOperationService()
                .createInvocationBuilder(
                        ClusterServiceImpl.SERVICE_NAME,
                        new SplitBrainMergeValidationOp(node.createSplitBrainJoinMessage()),
                        oldest)
                .setTryCount(1)
                .invoke();
        SplitBrainJoinMessage answer = answering.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        return answer == null ? List.of(oldest) : answer.getMemberAddresses();
    }

    /** Removes the silent addresses and returns them. */
    private static Set<Address> removeSilent(Collection<Address> addresses) {
        Set<Address> silent = matching(addresses, address -> !isUnused(address) && isSilent(address));
        addresses.removeAll(silent);
        return silent;
    }

    /** Probes in parallel, as each probe may take seconds. */
    private static Set<Address> matching(Collection<Address> addresses, Predicate<Address> probe) {
        Set<Address> matching = ConcurrentHashMap.newKeySet();
        CompletableFuture.allOf(addresses.stream()
                        .map(address -> CompletableFuture.runAsync(
                                () -> {
                                    if (probe.test(address)) {
                                        matching.add(address);
                                    }
                                },
                                task -> new Thread(task, "probe").start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        return matching;
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

    private static boolean isReachable(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getInetAddress(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException unreachable) {
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
