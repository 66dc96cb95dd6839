package dev.dispatch.store;

import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.settings.StoreLocation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Runs the store while this center is a member. A store that does not answer delays no turn: its work is repeated until it does.
 *
 * <p>The store is opened before this center gets rosters, so a store that refuses the center ends the start without disturbing others.
 */
@Component
class StoreLifecycle implements InitializingBean, SmartLifecycle {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** Somebody waits for each change. */
    private static final Duration INTERVAL_IF_ACKNOWLEDGED = Duration.ofMillis(20);

    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** Saves at most so long before the center leaves; the new owners save the rest. */
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(StoreLifecycle.class);

    private final RosterStore store;
    private final StoreStatus status;
    private final boolean used;
    private final Duration interval;
    private final ErrorHandler failures;
    private final ThreadPoolTaskScheduler thread = new ThreadPoolTaskScheduler();
    private Duration delay = Duration.ZERO;
    private long notBefore = System.nanoTime();
    private volatile boolean running;

    StoreLifecycle(RosterStore store, StoreStatus status, DispatchProperties properties, TaskFailures failures) {
        this.store = store;
        this.status = status;
        this.used = StoreLocation.of(properties).isPresent();
        this.interval = properties.store().acknowledge() == DispatchProperties.Acknowledge.STORED
                ? INTERVAL_IF_ACKNOWLEDGED
                : INTERVAL;
        this.failures = failures.of("store");
        thread.setThreadNamePrefix("store-");
    }

    @Override
    public void afterPropertiesSet() {
        if (used) {
            try {
                store.open();
            } catch (StoreException e) {
                failed(e);
            }
        }
    }

    @Override
    public void start() {
        if (used) {
            running = true;
            thread.initialize();
            var unused =
                    thread.scheduleWithFixedDelay(new DelegatingErrorHandlingRunnable(this::work, failures), interval);
        }
    }

    private void work() {
        if (System.nanoTime() - notBefore < 0) {
            return;
        }
        try {
            while (store.work() && running) {
                delay = Duration.ZERO;
            }
            delay = Duration.ZERO;
        } catch (StoreException | StartRefusedException e) {
            // refused only now, because the store did not answer at the start
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        status.failed(String.valueOf(e.getMessage()));
        delay = delay.isZero() ? Duration.ofSeconds(1) : delay.multipliedBy(2);
        delay = delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
        notBefore = System.nanoTime() + delay.toNanos();
    }

    /** Saves what is not saved yet. The center leaves the cluster afterwards. */
    @Override
    public void stop() {
        running = false;
        thread.setWaitForTasksToCompleteOnShutdown(true);
        thread.setAwaitTerminationMillis(FLUSH_TIMEOUT.toMillis());
        thread.shutdown();
        if (used && status.failure() == null) {
            long start = System.nanoTime();
            try {
                while (store.work() && System.nanoTime() - start < FLUSH_TIMEOUT.toNanos()) {
                    log.debug("Saving the rest before the center leaves");
                }
            } catch (StoreException e) {
                status.failed(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                failures.handleError(e);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.STORE;
    }
}
