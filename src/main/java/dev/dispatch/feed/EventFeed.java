package dev.dispatch.feed;

import static dev.dispatch.feed.FeedEvent.Type.CENTER_JOINED;
import static dev.dispatch.feed.FeedEvent.Type.CENTER_LEFT;
import static dev.dispatch.feed.FeedEvent.Type.CENTER_LOST;
import static dev.dispatch.feed.FeedEvent.Type.REHOMED;

import com.hazelcast.core.HazelcastInstance;
import dev.dispatch.cluster.TaskFailures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * The latest events of the cluster, the same on every center. Best effort: an event that is written while a center crashes can be
 * lost or duplicated. Events of centers have their own ring buffer, so that the more frequent events of heroes never displace
 * them.
 */
@Component
@DependsOn("centers") // after a city is claimed, there is a data member to hold the ring buffers
public class EventFeed implements AutoCloseable {
    /** The number of hero events that are kept, and the largest limit of a read. */
    public static final int CAPACITY = 2_000;

    private static final int CENTER_CAPACITY = 200;
    private static final String HEROES = "feed";
    private static final String CENTERS = "feed-of-centers";

    /** The capacities of the ring buffers by name. */
    static final Map<String, Integer> RINGBUFFERS = Map.of(HEROES, CAPACITY, CENTERS, CENTER_CAPACITY);

    private static final Set<FeedEvent.Type> CENTER_TYPES = Set.of(CENTER_JOINED, CENTER_LEFT, CENTER_LOST, REHOMED);

    private final EventLog<FeedEvent> heroEvents;
    private final EventLog<FeedEvent> centerEvents;

    EventFeed(HazelcastInstance hazelcast, TaskFailures failures) {
        this.heroEvents = new EventLog<>(hazelcast, HEROES, CAPACITY, failures.of("feed"));
        this.centerEvents = new EventLog<>(hazelcast, CENTERS, CENTER_CAPACITY, failures.of("feed"));
    }

    /**
     * Returns the latest events, newest first. If a ring buffer does not answer within a second, its part comes from the cache.
     *
     * @param limit 1 to {@link #CAPACITY}
     * @param types the types to return; empty for all
     */
    public List<FeedEvent> latest(int limit, Set<FeedEvent.Type> types) {
        CompletableFuture<List<FeedEvent>> ofHeroes = heroEvents.latest();
        CompletableFuture<List<FeedEvent>> ofCenters = centerEvents.latest();
        return Stream.of(ofHeroes, ofCenters)
                .flatMap(events -> events.join().stream())
                .filter(event -> types.isEmpty() || types.contains(event.type()))
                .sorted(Comparator.comparing(FeedEvent::at).reversed())
                .limit(limit)
                .toList();
    }

    void add(FeedEvent event) {
        (CENTER_TYPES.contains(event.type()) ? centerEvents : heroEvents).add(event);
    }

    /** Writes all added events, and waits up to two seconds for that. */
    void flush() {
        CompletableFuture.allOf(heroEvents.flush(), centerEvents.flush()).join();
    }

    /** Drops the events that are not yet written. */
    @Override
    public void close() {
        heroEvents.close();
        centerEvents.close();
    }
}
