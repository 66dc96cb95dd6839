package dev.dispatch.cluster.member;

import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.server.Server;
import com.hazelcast.internal.server.tcp.LocalAddressRegistry;
import com.hazelcast.internal.server.tcp.ServerSocketRegistry;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** Adds {@link LoopbackJoiner} and {@link LostConnectionListener} to a Hazelcast member. */
final class MemberContext extends DefaultNodeContext {
    private final Runnable notAdmitted;

    /** Hazelcast calls {@code notAdmitted} just before it ends a member that the cluster does not admit. */
    MemberContext(Runnable notAdmitted) {
        this.notAdmitted = notAdmitted;
    }

    @Override
    public @Nullable Joiner createJoiner(Node node) {
        boolean byAddress = node.getConfig()
                .getAdvancedNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .isEnabled();
        return byAddress ? new LoopbackJoiner(node) : super.createJoiner(node);
    }

    @Override
    public Server createServer(Node node, ServerSocketRegistry sockets, LocalAddressRegistry addresses) {
        // Hazelcast tells the reason only to its log
        node.loggingService.addLogListener(Level.SEVERE, event -> {
            if (event.getLogRecord().getLoggerName().equals("com.hazelcast.security")) {
                notAdmitted.run();
            }
        });
        Server server = super.createServer(node, sockets, addresses);
        server.addConnectionListener(new LostConnectionListener(node));
        return server;
    }
}
