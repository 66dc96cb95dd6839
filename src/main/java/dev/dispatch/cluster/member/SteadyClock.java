package dev.dispatch.cluster.member;

import com.hazelcast.internal.util.Clock;
import com.hazelcast.internal.util.ClockProperties;
import java.util.concurrent.TimeUnit;

/**
 * Hazelcast's source of time in this process: the wall clock when the process started, plus the time since then. A step of the
 * wall clock has no effect on heartbeats, timeouts and the time of the cluster.
 *
 * <p>Public because Hazelcast creates it by name. It is an internal class of Hazelcast, but there is no other way to replace
 * the wall clock.
 */
public class SteadyClock extends Clock.ClockImpl {
    private final long start = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    /** Must be called before Hazelcast is used in this process; a no-op afterwards. */
    static void install() {
        System.setProperty(ClockProperties.HAZELCAST_CLOCK_IMPL, SteadyClock.class.getName());
    }

    @Override
    protected long currentTimeMillis() {
        return start + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
