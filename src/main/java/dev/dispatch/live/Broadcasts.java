package dev.dispatch.live;

import dev.dispatch.cluster.member.LifecyclePhase;
import dev.dispatch.registry.RegistryUnavailableException;
import dev.dispatch.web.console.Section;
import dev.dispatch.web.console.Sections;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final int PROMPT_THREADS = 2;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofMillis(500);

    /** Without savings, who opens a page or another view has to wait, but shall not look at nothing for longer than this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Sections sections;
    private final LiveMetrics figures;
    private final Budget budget = new Budget(System::nanoTime);
    private final MessageChannel outbound;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "live"));

    /** For what shall not wait behind that which has to wait for other centers. */
    private final ScheduledExecutorService promptThreads =
            Executors.newScheduledThreadPool(PROMPT_THREADS, task -> new Thread(task, "live-prompt"));

    private final Map<@Nullable String, MessageChannel> sessions = new HashMap<>();
    private final Map<Section, Broadcast> broadcasts = new HashMap<>();
    private boolean looksForLate;
    private volatile boolean running;

    Broadcasts(Sections sections, LiveMetrics figures, @Qualifier("clientOutboundChannel") MessageChannel outbound) {
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
        if (!looksForLate) {
            looksForLate = true;
            lookForLate();
        }
        Broadcast broadcast = new Broadcast(section, figures);
        refreshAfter(Collections.min(List.of(budget.untilSavings(), LONGEST_WAIT)), broadcast);
        return broadcast;
    }

    private void refreshAfter(Duration pause, Broadcast broadcast) {
        broadcast.expectAt(System.nanoTime() + pause.toNanos());
        schedule(pause, broadcast);
    }

    private void schedule(Duration pause, Broadcast broadcast) {
        CompletableFuture.delayedExecutor(
                        pause.toNanos(),
                        TimeUnit.NANOSECONDS,
                        broadcast.section().queriesMembers() ? threads : promptThreads)
                .execute(() -> refresh(broadcast));
    }

    private void refresh(Broadcast broadcast) {
        if (!goesOn(broadcast)) {
            return;
        }
        try {
            broadcast.refresh(() -> sections.render(broadcast.section()));
            budget.spend(broadcast.cost());
            refreshAfter(budget.hasSavings() ? Pace.shortest(broadcast.cost()) : pauseAfter(broadcast), broadcast);
            return;
        } catch (RegistryUnavailableException e) {
            log.debug("Nothing to push at the moment: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Cannot push", e);
        }
        schedule(PAUSE_AFTER_FAILURE, broadcast);
    }

    private synchronized boolean goesOn(Broadcast broadcast) {
        return broadcast.isWatched() || !broadcasts.remove(broadcast.section(), broadcast);
    }

    private void lookForLate() {
        var unused = promptThreads.schedule(this::tellIfLate, WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tellIfLate() {
        try {
            List<Broadcast> all = all();
            long now = System.nanoTime();
            all.forEach(broadcast -> broadcast.tellIfLate(now, () -> sections.late(broadcast.section())));
        } catch (RuntimeException e) {
            log.error("Cannot tell that something is late", e);
        }
        synchronized (this) {
            looksForLate = running && !broadcasts.isEmpty();
            if (looksForLate) {
                lookForLate();
            }
        }
    }

    private synchronized List<Broadcast> all() {
        return List.copyOf(broadcasts.values());
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
        promptThreads.shutdownNow();
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
