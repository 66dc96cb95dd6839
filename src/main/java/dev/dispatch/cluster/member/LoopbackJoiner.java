package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.impl.TcpIpJoiner;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Collection;
import java.util.HashSet;

/**
 * Has a member that is the first on its host start a cluster at once, where Hazelcast would wait a second for answers; and has
 * the oldest member look for another half of a split cluster only where somebody is, where Hazelcast would look for the
 * connection a hundred times a second, for five seconds at each address.
 *
 * <p>On loopback an address at which nobody listens is known to be so. And as a member listens before it looks around, of those
 * that start at the same time no two can miss each other: whoever comes second sees the first, and asks all as ever.
 */
final class LoopbackJoiner extends TcpIpJoiner {

    LoopbackJoiner(Node node) {
        super(node);
    }

    @Override
    protected Collection<Address> getPossibleAddressesForInitialJoin() {
        Collection<Address> addresses = super.getPossibleAddressesForInitialJoin();
        return addresses.stream().allMatch(LoopbackJoiner::isDeserted) ? new HashSet<>() : addresses;
    }

    @Override
    public Collection<Address> getFilteredPossibleAddresses() {
        Collection<Address> addresses = super.getFilteredPossibleAddresses();
        addresses.removeIf(LoopbackJoiner::isDeserted);
        return addresses;
    }

    /** Whether nobody is there for certain, which nobody can say of another host. */
    static boolean isDeserted(Address address) {
        try {
            if (!address.getInetAddress().isLoopbackAddress()) {
                return false;
            }
            new Socket(address.getInetAddress(), address.getPort()).close();
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unclear) {
            return false;
        }
    }
}
