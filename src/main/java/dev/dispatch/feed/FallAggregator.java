package dev.dispatch.feed;

import dev.dispatch.superhero.CountFormat;
import dev.dispatch.superhero.SuperheroEvent.Fallen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The superheroes that fell at this center and were not told of yet: a few are told one by one, and more as one event. */
final class FallAggregator {
    private static final int ONE_BY_ONE = 3;

    private final List<FeedEvent> few = new ArrayList<>();
    private long count;
    private @Nullable FeedEvent last;

    /** Returns whether there were none before. */
    synchronized boolean add(Instant at, Fallen fallen) {
        boolean first = count == 0;
        for (String name : fallen.names()) {
            last = new FeedEvent(at, FeedEvent.Type.FALLEN, name + " fell", name, fallen.center());
            if (count < ONE_BY_ONE) {
                few.add(last);
            }
            count++;
        }
        return first;
    }

    /** What is to be told of them, after which there are none. */
    synchronized List<FeedEvent> take() {
        List<FeedEvent> told = List.copyOf(few);
        if (last != null && count > ONE_BY_ONE) {
            told = List.of(new FeedEvent(
                    last.at(), last.type(), CountFormat.superheroes(count) + " fell", null, last.center()));
        }
        few.clear();
        count = 0;
        return told;
    }
}
