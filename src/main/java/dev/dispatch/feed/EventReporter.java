package dev.dispatch.feed;

import dev.dispatch.cluster.CenterEvent;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.cluster.TaskFailures;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.SuperheroEvent;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.support.DelegatingErrorHandlingRunnable;
import org.springframework.stereotype.Component;
import org.springframework.util.ErrorHandler;

/** Adds the events of this center to the feed. Falls are added once a second: in a large cluster, heroes fall in every beat. */
@Component
class EventReporter {
    private final EventFeed feed;
    private final LongSupplier clock;
    private final FallAggregator falls = new FallAggregator();
    private final ErrorHandler failures;
    private volatile boolean closing;

    EventReporter(EventFeed feed, LongSupplier clusterClock, TaskFailures failures) {
        this.feed = feed;
        this.failures = failures.of("falls");
        this.clock = clusterClock;
    }

    @EventListener
    void on(CenterEvent.CenterJoined event) {
        add(FeedEvent.Type.CENTER_JOINED, event.city() + " joined", null, event.city());
    }

    @EventListener
    void on(CenterEvent.CenterRejoined event) {
        add(FeedEvent.Type.CENTER_JOINED, event.city() + " rejoined after a split", null, event.city());
    }

    @EventListener
    void on(CenterEvent.CenterLeft event) {
        add(FeedEvent.Type.CENTER_LEFT, event.city() + " left", null, event.city());
    }

    @EventListener
    void on(CenterEvent.CenterLost event) {
        add(FeedEvent.Type.CENTER_LOST, event.city() + " was lost", null, event.city());
    }

    @EventListener
    void on(Takeover takeover) {
        String text = "%s moved from %s to %s, %s"
                .formatted(
                        CountFormat.superheroes(takeover.heroes()),
                        takeover.from(),
                        takeover.to(),
                        CountFormat.lateness(takeover.gapMillis()));
        add(FeedEvent.Type.REHOMED, text, null, takeover.to());
    }

    @EventListener
    void on(SuperheroEvent.Enlisted event) {
        add(FeedEvent.Type.ENLISTED, event.name() + " enlisted", event.name(), event.center());
    }

    @EventListener
    void on(SuperheroEvent.BatchEnlisted event) {
        add(FeedEvent.Type.ENLISTED, CountFormat.superheroes(event.count()) + " enlisted", null, event.center());
    }

    @EventListener
    void on(SuperheroEvent.Restored event) {
        String text = "%s restored from %s in %.1f s"
                .formatted(
                        CountFormat.superheroes(event.count()),
                        event.store(),
                        event.took().toMillis() / 1e3);
        add(FeedEvent.Type.RESTORED, text, null, event.center());
    }

    @EventListener
    void on(SuperheroEvent.Terminated event) {
        add(FeedEvent.Type.TERMINATED, event.name() + " was terminated", event.name(), event.center());
    }

    @EventListener
    void on(SuperheroEvent.BatchTerminated event) {
        String were = event.count() == 1 ? " was terminated" : " were terminated";
        add(FeedEvent.Type.TERMINATED, CountFormat.superheroes(event.count()) + were, null, event.center());
    }

    @EventListener
    void on(SuperheroEvent.Fallen event) {
        boolean first = falls.add(now(), event);
        if (closing) {
            addFalls();
        } else if (first) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
                    .execute(new DelegatingErrorHandlingRunnable(this::addFalls, failures));
        }
    }

    /** Writes all events, and stops delaying falls: this center may leave the cluster within a second. */
    @EventListener
    void on(ContextClosedEvent event) {
        closing = true;
        addFalls();
        feed.flush();
    }

    private void addFalls() {
        falls.take().forEach(feed::add);
    }

    private void add(FeedEvent.Type type, String text, @Nullable String hero, String center) {
        feed.add(new FeedEvent(now(), type, text, hero, center));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }
}
