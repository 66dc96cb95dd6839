package dev.dispatch.live;

import dev.dispatch.cluster.LifecyclePhase;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.Section;
import dev.dispatch.web.Sections;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.broker.OrderedMessageChannelDecorator;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.messaging.SessionConnectEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;
import org.springframework.web.socket.messaging.SessionSubscribeEvent;
import org.springframework.web.socket.messaging.SessionUnsubscribeEvent;

/** Everything that is watched. All who watch the same section share one broadcast, and a section nobody watches has none. */
@Component
class Broadcasts implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Broadcasts.class);
    private static final int THREADS = 4;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Sections sections;
    private final LiveFigures figures;
    private final Budget budget = new Budget(System::nanoTime);
    private final MessageChannel outbound;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "live"));
    private final Map<@Nullable String, MessageChannel> sessions = new HashMap<>();
    private final Map<Section, Broadcast> broadcasts = new HashMap<>();
    private volatile boolean running;

    Broadcasts(Sections sections, LiveFigures figures, @Qualifier("clientOutboundChannel") MessageChannel outbound) {
        this.sections = sections;
        this.figures = figures;
        this.outbound = outbound;
    }

    @EventListener
    synchronized void connected(SessionConnectEvent event) {
        sessions.put(
                StompHeaderAccessor.wrap(event.getMessage()).getSessionId(),
                new OrderedMessageChannelDecorator(outbound, LogFactory.getLog(Viewer.class)));
        figures.watchedBy(sessions.size());
    }

    /** Comes at least once for every session, and then nothing of it can follow that would not be ignored. */
    @EventListener
    synchronized void disconnected(SessionDisconnectEvent event) {
        sessions.remove(event.getSessionId());
        figures.watchedBy(sessions.size());
        leave(viewer -> viewer.isOf(event.getSessionId()));
    }

    @EventListener
    synchronized void subscribed(SessionSubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        MessageChannel session = sessions.get(frame.getSessionId());
        if (session != null) {
            Viewer viewer = new Viewer(frame, session);
            broadcasts
                    .computeIfAbsent(Section.ofTopic(viewer.topic()), this::begin)
                    .join(viewer);
        }
    }

    @EventListener
    synchronized void unsubscribed(SessionUnsubscribeEvent event) {
        StompHeaderAccessor frame = StompHeaderAccessor.wrap(event.getMessage());
        leave(viewer -> viewer.is(frame.getSessionId(), frame.getSubscriptionId()));
    }

    private void leave(Predicate<Viewer> who) {
        broadcasts.values().forEach(broadcast -> broadcast.leave(who));
    }

    private Broadcast begin(Section section) {
        Broadcast broadcast = new Broadcast(section);
        threads.execute(() -> refresh(section, broadcast));
        return broadcast;
    }

    private void refresh(Section section, Broadcast broadcast) {
        if (goesOn(section, broadcast)) {
            Duration pause = refresh(broadcast);
            CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, threads)
                    .execute(() -> refresh(section, broadcast));
        }
    }

    private synchronized boolean goesOn(Section section, Broadcast broadcast) {
        return broadcast.isWatched() || !broadcasts.remove(section, broadcast);
    }

    private Duration refresh(Broadcast broadcast) {
        try {
            broadcast.refresh(sections, figures);
            budget.spend(broadcast.cost());
            return budget.hasSavings() ? Pace.shortest(broadcast.cost()) : pauseAfter(broadcast);
        } catch (RegistryUnavailableException e) {
            log.debug("Nothing to push at the moment: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Cannot push", e);
        }
        return PAUSE_AFTER_FAILURE;
    }

    private synchronized Duration pauseAfter(Broadcast broadcast) {
        return Pace.pause(
                broadcast.cost(),
                broadcasts.values().stream().map(Broadcast::cost).toList());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        sessions.clear();
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhase.LIVE;
    }
}
