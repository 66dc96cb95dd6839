package dev.dispatch.feed;

import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.SuperheroEvent.Fallen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the falls on this center: up to three become one event each, more become one event with their number. Thread-safe. */
final class FallAggregator {
    private static final int MAX_SINGLE_EVENTS = 3;

    private final List<FeedEvent> first = new ArrayList<>();
    private long count;
    private @Nullable FeedEvent last;

    /** Returns whether there were no falls before. */
    synchronized boolean add(Instant at, Fallen fallen) {
        boolean wasEmpty = count == 0;
        for (String name : fallen.names()) {
            last = new FeedEvent(at, FeedEvent.Type.FALLEN, name + " fell", name, fallen.center());
            if (count < MAX_SINGLE_EVENTS) {
                first.add(last);
            }
            count++;
        }
        return wasEmpty;
    }

    /** Removes all falls and returns their events. */
    synchronized List<FeedEvent> take() {
        List<FeedEvent> events = List.copyOf(first);
        if (last != null && count > MAX_SINGLE_EVENTS) {
            events = List.of(new FeedEvent(
                    last.at(), last.type(), CountFormat.superheroes(count) + " fell", null, last.center()));
        }
        first.clear();
        count = 0;
        return events;
    }
}
