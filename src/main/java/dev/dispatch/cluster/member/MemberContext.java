package dev.dispatch.cluster.member;

import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.server.Server;
import com.hazelcast.internal.server.tcp.LocalAddressRegistry;
import com.hazelcast.internal.server.tcp.ServerSocketRegistry;
import org.jspecify.annotations.Nullable;

/** Adds {@link LoopbackJoiner} and {@link LostConnectionListener} to a Hazelcast member. */
final class MemberContext extends DefaultNodeContext {
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
        Server server = super.createServer(node, sockets, addresses);
        server.addConnectionListener(new LostConnectionListener(node));
        return server;
    }
}
