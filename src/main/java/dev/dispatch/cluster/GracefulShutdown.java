package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The way out of this center: it leaves as it does at SIGTERM, and the process ends with status 0. */
@Component
class GracefulShutdown {
    static final String KEY = "dispatch.departure";
    private static final Logger log = LoggerFactory.getLogger(GracefulShutdown.class);

    private final ApplicationContext context;
    private final AtomicBoolean begun = new AtomicBoolean();

    GracefulShutdown(ApplicationContext context, HazelcastInstance hazelcast) {
        this.context = context;
        hazelcast.getUserContext().put(KEY, this);
    }

    /** Begins and does not wait for the end; to begin twice is the same as once. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            log.info("Told to leave");
            // not on the caller's thread, which the way out waits for
            new Thread(() -> System.exit(SpringApplication.exit(context)), "departure").start();
        }
    }
}
