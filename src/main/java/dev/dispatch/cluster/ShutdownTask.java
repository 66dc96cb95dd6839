package dev.dispatch.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** Shuts down the center that runs it, gracefully as on SIGTERM. The process ends with status 0. Idempotent. */
final class ShutdownTask implements Runnable, HazelcastInstanceAware {
    /** Where the member's user context holds the application context. */
    static final String CONTEXT = "dispatch.application-context";

    private static final Logger log = LoggerFactory.getLogger(ShutdownTask.class);

    private @Nullable ApplicationContext context;

    @Override
    public void setHazelcastInstance(HazelcastInstance hazelcast) {
        context = (ApplicationContext) hazelcast.getUserContext().get(CONTEXT);
    }

    @Override
    public void run() {
        log.info("Shutting down on request");
        ApplicationContext running = Objects.requireNonNull(context);
        // On a thread of its own: the shutdown waits for Hazelcast's threads
        new Thread(() -> System.exit(SpringApplication.exit(running)), "shutdown").start();
    }
}
