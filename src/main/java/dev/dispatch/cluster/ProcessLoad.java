package dev.dispatch.cluster;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How many processor cores this process keeps busy, over the last few times that somebody asked. */
final class ProcessLoad {
    private static final int SAMPLES = 6;

    private record Sample(long nanoTime, long busyNanos) {}

    private final @Nullable OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Deque<Sample> samples = new ArrayDeque<>();

    double busyCores() {
        return system == null ? 0 : busyCores(System.nanoTime(), system.getProcessCpuTime());
    }

    synchronized double busyCores(long nanoTime, long busyNanos) {
        samples.addLast(new Sample(nanoTime, busyNanos));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        return nanoTime == first.nanoTime()
                ? 0
                : (double) (busyNanos - first.busyNanos()) / (nanoTime - first.nanoTime());
    }
}
