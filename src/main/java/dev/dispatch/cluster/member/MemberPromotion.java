package dev.dispatch.cluster.member;

import com.hazelcast.cluster.Cluster;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.TargetNotMemberException;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;

/** Promotes the lite member to a data member just before the patrol starts: turns of superheroes that came earlier would be late. */
@Component
public class MemberPromotion implements SmartLifecycle {
    /** The oldest member promotes others. If it freezes meanwhile, it is lost after some seconds, and the next one is asked. */
    private static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .includes(
                    IllegalStateException.class, // of Hazelcast: the oldest member has changed
                    MemberLeftException.class,
                    TargetNotMemberException.class,
                    OperationTimeoutException.class)
            .excludes(HazelcastInstanceNotActiveException.class)
            .maxRetries(Long.MAX_VALUE)
            .delay(Duration.ofMillis(100))
            .timeout(Duration.ofSeconds(60))
            .build());

    private final HazelcastInstance hazelcast;
    private volatile boolean running;

    MemberPromotion(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    @Override
    public void start() {
        ProcessShutdown.requireNone();
        CompactType.announce(hazelcast);
        promote(hazelcast.getCluster());
        running = true;
    }

    /** Promotes the local member unless it is a data member already. */
    public static void promote(Cluster cluster) {
        RETRY.invoke(() -> {
            if (cluster.getLocalMember().isLiteMember()) {
                cluster.promoteLocalLiteMember();
            }
        });
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
