package dev.dispatch.feed;

import dev.dispatch.cluster.CenterEvent;
import dev.dispatch.cluster.Takeover;
import dev.dispatch.superhero.SuperheroEvent;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the feed what happened on this center. Those who fall by the dozen in one beat are told as one event. */
@Component
class EventReporter {
    private static final int FALLEN_ONE_BY_ONE = 3;

    private final EventFeed feed;
    private final LongSupplier clock;

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
        String text = "%s re-homed from %s to %s, the longest wait %.1f s"
                .formatted(heroes(takeover.heroes()), takeover.from(), takeover.to(), takeover.gapMillis() / 1e3);
        report(FeedEvent.Type.REHOMED, text, null, takeover.to());
    }

    @EventListener
    void on(SuperheroEvent event) {
        if (event instanceof SuperheroEvent.Enlisted enlisted) {
            report(FeedEvent.Type.ENLISTED, enlisted.name() + " enlisted", enlisted.name(), event.center());
        } else if (event instanceof SuperheroEvent.BatchEnlisted batch) {
            report(FeedEvent.Type.ENLISTED, heroes(batch.count()) + " enlisted", null, event.center());
        } else if (event instanceof SuperheroEvent.Terminated terminated) {
            report(FeedEvent.Type.TERMINATED, terminated.name() + " was terminated", terminated.name(), event.center());
        } else if (event instanceof SuperheroEvent.BatchTerminated batch) {
            String were = batch.count() == 1 ? " was terminated" : " were terminated";
            report(FeedEvent.Type.TERMINATED, heroes(batch.count()) + were, null, event.center());
        } else if (event instanceof SuperheroEvent.Fallen fallen) {
            if (fallen.names().size() > FALLEN_ONE_BY_ONE) {
                report(FeedEvent.Type.FALLEN, heroes(fallen.names().size()) + " fell", null, event.center());
            } else {
                fallen.names().forEach(name -> report(FeedEvent.Type.FALLEN, name + " fell", name, event.center()));
            }
        }
    }

    private static String heroes(long count) {
        return count == 1 ? "1 superhero" : "%,d superheroes".formatted(count);
    }

    private void report(FeedEvent.Type type, String text, @Nullable String hero, @Nullable String center) {
        feed.add(new FeedEvent(Instant.ofEpochMilli(clock.getAsLong()), type, text, hero, center));
    }
}
