package dev.dispatch.live;

import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.console.Section;
import dev.dispatch.web.console.Sections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;
import org.springframework.web.socket.messaging.SessionConnectEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/** Keeps one broadcast for each section that has viewers, and refreshes it until they have gone. */
@Component
class BroadcastRegistry {
    private static final Logger log = LoggerFactory.getLogger(BroadcastRegistry.class);
    private static final int THREADS = 4;
    private static final int LOCAL_THREADS = 2;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    /** How often a section that waits longer asks whether it is due earlier by now. */
    private static final Duration DUE_CHECK_DELAY = Duration.ofMillis(500);

    private static final Duration LATE_CHECK_DELAY = Duration.ofMillis(500);

    private final Sections sections;
    private final Counter pushes;
    private final RefreshPacing pacing = new RefreshPacing(System::nanoTime);
    private final MessageChannel outbound;
    private final ThreadPoolTaskScheduler scheduler;

    /** For sections that do not query other members. They must not queue behind sections that do. */
    private final ThreadPoolTaskScheduler localScheduler;

    private final Map<@Nullable String, MessageChannel> sessions = new HashMap<>();
    private final Map<Section, Broadcast> broadcasts = new HashMap<>();

    /** Runs only while there are broadcasts, so that it does not wake up an idle center. */
    private @Nullable ScheduledFuture<?> lateCheck;

    BroadcastRegistry(
            Sections sections,
            MeterRegistry meters,
            @Qualifier("clientOutboundChannel") MessageChannel outbound,
            TaskFailures failures) {
        this.sections = sections;
        this.scheduler = scheduler("live-", THREADS, failures.of("live"));
        this.localScheduler = scheduler("live-local-", LOCAL_THREADS, failures.of("live"));
        this.outbound = outbound;
        this.pushes = Counter.builder("dispatch.live.pushes")
                .description("Changes pushed to browsers")
                .register(meters);
        Gauge.builder("dispatch.live.viewers", this, BroadcastRegistry::sessionCount)
                .description("Browsers with a connection for live updates")
                .register(meters);
    }

    private synchronized int sessionCount() {
        return sessions.size();
    }

    @EventListener
    synchronized void connected(SessionConnectEvent event) {
        sessions.put(
                StompHeaderAccessor.wrap(event.getMessage()).getSessionId(),
                new OrderedMessageChannelDecorator(outbound, LogFactory.getLog(Viewer.class)));
    }

    /** Removes a session. Spring publishes this event at least once per session, after all its other events. */
    @EventListener
    synchronized void disconnected(SessionDisconnectEvent event) {
        sessions.remove(event.getSessionId());
        removeViewers(viewer -> viewer.isOf(event.getSessionId()));
    }

    @EventListener
    synchronized void subscribed(SessionSubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        MessageChannel session = sessions.get(frame.getSessionId());
        if (session != null) {
            Viewer viewer = new Viewer(frame, session);
            broadcasts
                    .computeIfAbsent(Section.ofTopic(viewer.topic()), this::begin)
                    .add(viewer);
        }
    }

    @EventListener
    synchronized void unsubscribed(SessionUnsubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        removeViewers(viewer -> viewer.is(frame.getSessionId(), frame.getSubscriptionId()));
    }

    private void removeViewers(Predicate<Viewer> filter) {
        broadcasts.values().forEach(broadcast -> broadcast.remove(filter));
    }

    private Broadcast begin(Section section) {
        if (lateCheck == null) {
            lateCheck = localScheduler.scheduleWithFixedDelay(this::notifyOfLateSections, LATE_CHECK_DELAY);
        }
        Broadcast broadcast = new Broadcast(section, pacing, pushes);
        Duration delay = pacing.firstDelay();
        broadcast.expectAt(System.nanoTime() + delay.toNanos());
        schedule(broadcast, delay);
        return broadcast;
    }

    private void schedule(Broadcast broadcast, Duration delay) {
        ThreadPoolTaskScheduler threads = broadcast.section().queriesMembers() ? scheduler : localScheduler;
        var unused = threads.schedule(
                () -> refresh(broadcast), threads.getClock().instant().plus(delay));
    }

    private void refresh(Broadcast broadcast) {
        if (removeIfUnwatched(broadcast)) {
            return;
        }
        Duration delay = broadcast.untilDue();
        if (delay.toMillis() > 0) {
            schedule(broadcast, Collections.min(List.of(delay, DUE_CHECK_DELAY)));
            return;
        }
        delay = RETRY_DELAY;
        try {
            delay = broadcast.refresh(() -> sections.render(broadcast.section()));
            delay = Collections.min(List.of(delay, DUE_CHECK_DELAY));
        } catch (RegistryUnavailableException e) {
            log.debug("Cannot refresh {}; retrying", broadcast.section().topic(), e);
        } finally {
            // after an exception as well; the error handler logs it
            schedule(broadcast, delay);
        }
    }

    private synchronized boolean removeIfUnwatched(Broadcast broadcast) {
        if (broadcast.hasViewers()) {
            return false;
        }
        broadcasts.remove(broadcast.section());
        pacing.remove(broadcast.section());
        if (broadcasts.isEmpty() && lateCheck != null) {
            lateCheck.cancel(false);
            lateCheck = null;
        }
        return true;
    }

    private void notifyOfLateSections() {
        long now = System.nanoTime();
        for (Broadcast broadcast : all()) {
            broadcast.notifyIfLate(now, () -> sections.late(broadcast.section()));
        }
    }

    private synchronized List<Broadcast> all() {
        return List.copyOf(broadcasts.values());
    }

    private static ThreadPoolTaskScheduler scheduler(String threadNamePrefix, int threads, ErrorHandler failures) {
        ThreadPoolTaskScheduler created = new ThreadPoolTaskScheduler();
        created.setThreadNamePrefix(threadNamePrefix);
        created.setPoolSize(threads);
        created.setErrorHandler(error -> {
            if (!created.getScheduledExecutor().isShutdown()) {
                failures.handleError(error);
            }
        });
        created.initialize();
        return created;
    }

    @PreDestroy
    void stop() {
        scheduler.shutdown();
        localScheduler.shutdown();
    }
}
