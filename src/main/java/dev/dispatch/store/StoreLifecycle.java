package dev.dispatch.store;

import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.settings.DispatchProperties;
import dev.dispatch.settings.StartRefusedException;
import dev.dispatch.settings.StoreLocation;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/**
 * Runs the store while this center is a member. A failure of the store delays no turn; the work is retried with backoff.
 *
 * <p>The store is opened before this center gets rosters, so a store that refuses the center ends the start without disturbing others.
 * If the store was down at the start, a refusal comes later; it is published as an event, and ends the center then.
 */
@Component
class StoreLifecycle implements InitializingBean, SmartLifecycle, DisposableBean {
    private static final Duration INTERVAL = Duration.ofMillis(400);

    /** Shorter, because clients wait for the store. */
    private static final Duration INTERVAL_IF_ACKNOWLEDGED = Duration.ofMillis(20);

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration MIN_DELAY = Duration.ofMillis(500);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);

    /** Limit for saving before the center leaves; the new owners save the rest. */
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(StoreLifecycle.class);

    private final RosterStore store;
    private final StoreStatus status;
    private final boolean used;
    private final boolean unset;
    private final Duration interval;
    private final ErrorHandler failures;
    private final ApplicationEventPublisher events;
    private final ThreadPoolTaskScheduler thread = new ThreadPoolTaskScheduler();
    private Duration delay = Duration.ZERO;
    private long notBefore = System.nanoTime();
    private volatile boolean running;

    StoreLifecycle(
            RosterStore store,
            StoreStatus status,
            DispatchProperties properties,
            TaskFailures failures,
            ApplicationEventPublisher events) {
        this.store = store;
        this.status = status;
        this.used = StoreLocation.of(properties).isPresent();
        this.unset = properties.store().type() == null;
        this.interval = properties.store().acknowledge() == DispatchProperties.Acknowledge.STORED
                ? INTERVAL_IF_ACKNOWLEDGED
                : INTERVAL;
        this.failures = failures.of("store");
        this.events = events;
        thread.setThreadNamePrefix("store-");
        thread.setDaemon(true);
    }

    @Override
    public void afterPropertiesSet() {
        if (used) {
            try {
                store.open();
            } catch (StoreException e) {
                failed(e);
            }
            thread.initialize();
            // A cluster without a heartbeat for 10 s counts as stopped, and a start can take longer
            schedule(this::heartbeat, HEARTBEAT);
        } else if (unset) {
            log.warn("Heroes are lost when the last center stops: set DISPATCH_STORE_URL to a PostgreSQL database, or "
                    + "DISPATCH_STORE=none if that is intended");
        }
    }

    private void schedule(Runnable task, Duration delay) {
        var unused = thread.scheduleWithFixedDelay(new DelegatingErrorHandlingRunnable(task, failures), delay);
    }

    private void heartbeat() {
        if (!running && status.failure() == null) {
            attempt(store::heartbeat);
        }
    }

    @Override
    public void start() {
        if (used) {
            running = true;
            schedule(this::work, interval);
        }
    }

    private void work() {
        if (System.nanoTime() - notBefore >= 0) {
            attempt(() -> {
                while (store.work() && running) {
                    delay = Duration.ZERO;
                }
                delay = Duration.ZERO;
            });
        }
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (StoreException e) {
            failed(e);
        } catch (StartRefusedException e) {
            backOff();
            if (running && store.isDispensable()) {
                running = false;
                events.publishEvent(e);
                thread.shutdown();
            } else {
                status.failed(String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException | Error e) {
            backOff();
            throw e;
        }
    }

    private void failed(RuntimeException e) {
        status.failed(String.valueOf(e.getMessage()));
        backOff();
    }

    private void backOff() {
        delay = delay.isZero() ? MIN_DELAY : delay.multipliedBy(2);
        delay = delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
        notBefore = System.nanoTime() + delay.toNanos();
    }

    /** Saves what is not saved yet. The center leaves the cluster afterwards. */
    @Override
    public void stop() {
        if (running) {
            running = false;
            Future<?> flush = thread.submit(() -> attempt(this::flush));
            try {
                flush.get(FLUSH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                log.warn(
                        "Some changes could not be saved within {} s; the remaining centers save them, if there are any",
                        FLUSH_TIMEOUT.toSeconds());
            } catch (ExecutionException e) {
                failures.handleError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread.shutdown();
    }

    private void flush() {
        while (store.work()) {
            log.debug("Saving the rest before the center leaves");
        }
    }

    @Override
    public void destroy() {
        thread.shutdown();
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
