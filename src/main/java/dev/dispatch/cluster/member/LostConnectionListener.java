package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.nio.ConnectionListener;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.spi.impl.executionservice.ExecutionService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.RejectedExecutionException;

/**
 * Suspects a member as soon as its connection is lost and its port accepts no new one.
 *
 * <p>Hazelcast 5.7 ignores failed connection attempts that were made to transmit a packet, and makes one attempt at a time. On a
 * busy cluster, a host whose address had vanished was therefore suspected either after 0.1 s or, by the heartbeat timeout, after
 * 5.8 s. {@code hazelcast.connection.monitor.max.faults=0} would also suspect a live member whose connection breaks.
 */
record LostConnectionListener(Node node) implements ConnectionListener<ServerConnection> {
    private static final int ATTEMPTS = 2;
    private static final int TIMEOUT_MILLIS = 500;

    @Override
    public void connectionAdded(ServerConnection connection) {}

    @Override
    public void connectionRemoved(ServerConnection connection) {
        Address address = connection.getRemoteAddress();
        if (address != null && node.getClusterService().getMember(address) != null) {
            try {
                node.getNodeEngine().getExecutionService().execute(ExecutionService.IO_EXECUTOR, () -> check(address));
            } catch (RejectedExecutionException e) {
                // This member is shutting down
            }
        }
    }

    private void check(Address address) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isListening(address)) {
                return;
            }
        }
        node.getClusterService().suspectAddressIfNotConnected(address);
    }

    private static boolean isListening(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getInetAddress(), address.getPort()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
