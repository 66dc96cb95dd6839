package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Promotes the lite member to a data member just before the patrol starts: turns of superheroes that came earlier would be late. */
@Component
class MemberPromotion implements SmartLifecycle {
    private final HazelcastInstance hazelcast;
    private volatile boolean running;

    MemberPromotion(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public void start() {
        ProcessShutdown.requireNone();
        CompactType.announce(hazelcast);
        Cluster cluster = hazelcast.getCluster();
        if (cluster.getLocalMember().isLiteMember()) {
            cluster.promoteLocalLiteMember();
        }
        running = true;
    }

    /** No-op: {@code Membership.stop()} migrates the data away. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.PROMOTION;
    }
}
