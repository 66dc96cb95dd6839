package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import org.springframework.context.SmartLifecycle;

/**
 * Lets superheroes move in here, and not before their turns are about to be taken: who moved in earlier would wait until the
 * rest of this center has started.
 */
class MemberPromotion implements SmartLifecycle {
    private final HazelcastInstance hazelcast;
    private volatile boolean running;

    MemberPromotion(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public void start() {
        CompactType.announce(hazelcast);
        Cluster cluster = hazelcast.getCluster();
        if (cluster.getLocalMember().isLiteMember()) {
            cluster.promoteLocalLiteMember();
        }
        running = true;
    }

    /** Nothing: to move out is the end of the membership. */
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
        return LifecyclePhase.ADMISSION;
    }
}
