package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the center that runs it to leave. */
final class ShutdownTask implements Runnable, HazelcastInstanceAware {
    private @Nullable HazelcastInstance hazelcast;

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcastInstance) {
        this.hazelcast = hazelcastInstance;
    }

    @Override
    public void run() {
        Object departure = Objects.requireNonNull(hazelcast).getUserContext().get(GracefulShutdown.KEY);
        if (departure == null) {
            throw new IllegalStateException("This center is still starting; try again when it is active");
        }
        ((GracefulShutdown) departure).begin();
    }
}
