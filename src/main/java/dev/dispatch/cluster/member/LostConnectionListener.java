package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.nio.ConnectionListener;
import com.hazelcast.internal.server.ServerConnection;
import com.hazelcast.spi.impl.executionservice.ExecutionService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gives a member up to which the connection is lost and no new one can be made.
 *
 * <p>Hazelcast does so too, but not for an attempt that was made to send something, and it makes one attempt at a time. Where
 * those of a busy cluster are refused at once, there is room for the attempt that counts. Where the address has vanished, each
 * lasts until its timeout, and those that count may find no room until the heartbeats have been missing for long enough.
 */
final class LostConnectionListener implements ConnectionListener<ServerConnection> {
    private static final int ATTEMPTS = 2;
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Node node;

    LostConnectionListener(Node node) {
        this.node = node;
    }

    @Override
    public void connectionAdded(ServerConnection connection) {}

    @Override
    public void connectionRemoved(ServerConnection connection) {
        Address address = connection.getRemoteAddress();
        if (address != null && node.getClusterService().getMember(address) != null) {
            try {
                node.getNodeEngine()
                        .getExecutionService()
                        .execute(ExecutionService.IO_EXECUTOR, () -> giveUpIfGone(address));
            } catch (RejectedExecutionException e) {
                // this member ends itself, and gives nobody up any more
            }
        }
    }

    private void giveUpIfGone(Address address) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (listens(address)) {
                return;
            }
        }
        node.getClusterService().suspectAddressIfNotConnected(address);
    }

    private static boolean listens(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.getInetAddress(), address.getPort()), (int) TIMEOUT.toMillis());
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
