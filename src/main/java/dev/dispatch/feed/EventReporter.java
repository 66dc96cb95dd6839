package dev.dispatch.feed;

import dev.dispatch.cluster.CenterEvent;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.SuperheroEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the feed what happened on this center. Of those who fall it tells once a second: where there are many, some fall in each
 * beat.
 */
@Component
class EventReporter {
    private final EventFeed feed;
    private final LongSupplier clock;
    private final FallAggregator falls = new FallAggregator();
    private volatile boolean closing;

    EventReporter(EventFeed feed, LongSupplier clusterClock) {
        this.feed = feed;
        this.clock = clusterClock;
    }

    @EventListener
    void on(CenterEvent event) {
        String city = event.city();
        if (event instanceof CenterEvent.CenterJoined) {
            report(FeedEvent.Type.CENTER_JOINED, city + " joined", null, city);
        } else if (event instanceof CenterEvent.CenterLeft) {
            report(FeedEvent.Type.CENTER_LEFT, city + " left", null, city);
        } else if (event instanceof CenterEvent.CenterLost) {
            report(FeedEvent.Type.CENTER_LOST, city + " is lost", null, city);
        }
    }

    @EventListener
    void on(Takeover takeover) {
        String text = String.format(
                Locale.ENGLISH,
                "%s re-homed from %s to %s, the longest wait %.1f s",
                CountFormat.superheroes(takeover.heroes()),
                takeover.from(),
                takeover.to(),
                takeover.gapMillis() / 1e3);
        report(FeedEvent.Type.REHOMED, text, null, takeover.to());
    }

    @EventListener
    void on(SuperheroEvent event) {
        if (event instanceof SuperheroEvent.Enlisted enlisted) {
            report(FeedEvent.Type.ENLISTED, enlisted.name() + " enlisted", enlisted.name(), event.center());
        } else if (event instanceof SuperheroEvent.BatchEnlisted batch) {
            report(FeedEvent.Type.ENLISTED, CountFormat.superheroes(batch.count()) + " enlisted", null, event.center());
        } else if (event instanceof SuperheroEvent.Terminated terminated) {
            report(FeedEvent.Type.TERMINATED, terminated.name() + " was terminated", terminated.name(), event.center());
        } else if (event instanceof SuperheroEvent.BatchTerminated batch) {
            String were = batch.count() == 1 ? " was terminated" : " were terminated";
            report(FeedEvent.Type.TERMINATED, CountFormat.superheroes(batch.count()) + were, null, event.center());
        } else if (event instanceof SuperheroEvent.Fallen fallen) {
            boolean first = falls.add(now(), fallen);
            if (closing) {
                tellOfFalls();
            } else if (first) {
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::tellOfFalls);
            }
        }
    }

    /** While this center leaves, nothing is held back: its membership may end within the second. */
    @EventListener
    void on(ContextClosedEvent event) {
        closing = true;
        tellOfFalls();
        feed.flush();
    }

    private void tellOfFalls() {
        falls.take().forEach(feed::add);
    }

    private void report(FeedEvent.Type type, String text, @Nullable String hero, @Nullable String center) {
        feed.add(new FeedEvent(now(), type, text, hero, center));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.getAsLong());
    }
}
