package dev.dispatch.cluster.member;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/** The cluster's clock of one center, for the simulator. */
public final class SimulatedClock {
    private final ClusterClock clock;

    static {
        // Simulated steps would fill the log
        ((Logger) LoggerFactory.getLogger(ClusterClock.class)).setLevel(Level.ERROR);
    }

    public SimulatedClock(LongSupplier clusterTime, LongSupplier wallClock, LongSupplier nanoTime) {
        clock = new ClusterClock(clusterTime, wallClock, nanoTime, Duration.ofSeconds(5));
    }

    public long millis() {
        return clock.getAsLong();
    }
}
