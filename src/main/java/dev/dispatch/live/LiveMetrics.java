package dev.dispatch.live;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** How much is watched. */
@Component
public class LiveMetrics {
    private final AtomicLong viewers = new AtomicLong();
    private final AtomicLong pushes = new AtomicLong();

    LiveMetrics() {}

    /** How many browsers watch at this moment. */
    public long viewers() {
        return viewers.get();
    }

    /** How often something was pushed since the start, to all who watch it at once. */
    public long pushes() {
        return pushes.get();
    }

    void watchedBy(long browsers) {
        viewers.set(browsers);
    }

    void pushed() {
        pushes.incrementAndGet();
    }
}
