package dev.dispatch.feed;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.ringbuffer.OverflowPolicy;
import com.hazelcast.ringbuffer.ReadResultSet;
import com.hazelcast.ringbuffer.Ringbuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last events of the cluster, the same on every center. Best effort: an event that is written in the moment in which a
 * center is lost can be missing or there twice. The state of superheroes never depends on it.
 */
public class EventFeed implements AutoCloseable {
    /** How many events are remembered. */
    public static final int CAPACITY = 2_000;

    static final String RINGBUFFER = "feed";
    private static final int MAX_BATCH = 1_000;
    private static final int LOOK_BACK = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);

    private final Ringbuffer<FeedEvent> events;
    private final BlockingQueue<FeedEvent> unwritten = new LinkedBlockingQueue<>(CAPACITY);
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> new Thread(work, "feed"));

    EventFeed(HazelcastInstance hazelcast) {
        this.events = hazelcast.getRingbuffer(RINGBUFFER);
    }

    /**
     * The last events, newest first; fewer while the center that keeps them is just being replaced.
     *
     * @param limit 1 to {@link #CAPACITY}
     */
    public List<FeedEvent> latest(int limit) {
        return latest(limit, Set.of());
    }

    /**
     * The last events of some kinds, newest first, for which it looks back as far as it must.
     *
     * @param limit 1 to {@link #CAPACITY}
     * @param kinds what they may be; anything, if it is empty
     */
    public List<FeedEvent> latest(int limit, Set<FeedEvent.Type> kinds) {
        int step = Math.min(MAX_BATCH, kinds.isEmpty() ? limit : Math.max(limit, LOOK_BACK));
        List<FeedEvent> latest = new ArrayList<>();
        try {
            long head = events.headSequence();
            for (long end = events.tailSequence(); end >= head && latest.size() < limit; end -= step) {
                List<FeedEvent> before = read(Math.max(head, end - step + 1), end);
                Collections.reverse(before);
                before.stream()
                        .filter(event -> kinds.isEmpty() || kinds.contains(event.type()))
                        .limit(limit - latest.size())
                        .forEach(latest::add);
            }
            return latest;
        } catch (HazelcastException | HazelcastInstanceNotActiveException | ExecutionException | TimeoutException e) {
            log.debug("The feed cannot be read at the moment", e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<FeedEvent> read(long from, long end)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<FeedEvent> read = new ArrayList<>();
        while (from <= end) {
            int count = (int) Math.min(MAX_BATCH, end - from + 1);
            ReadResultSet<FeedEvent> some = events.readManyAsync(from, 0, count, null)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (some.readCount() == 0) {
                break;
            }
            some.forEach(read::add);
            from = some.getNextSequenceToReadFrom();
        }
        return read;
    }

    /**
     * Adds an event and does not wait until it is there. Those that come while others are written are written together, so that
     * the feed costs little where much happens.
     */
    void add(FeedEvent event) {
        if (unwritten.offer(event)) {
            try {
                writer.execute(this::writeAll);
            } catch (RejectedExecutionException e) {
                log.debug("Lost the event {}: this center is leaving", event);
            }
        } else {
            log.debug("Lost the event {}: the feed is not written fast enough", event);
        }
    }

    private void writeAll() {
        List<FeedEvent> batch = new ArrayList<>();
        unwritten.drainTo(batch, MAX_BATCH);
        if (batch.isEmpty()) {
            return;
        }
        try {
            events.addAllAsync(batch, OverflowPolicy.OVERWRITE)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (HazelcastException | HazelcastInstanceNotActiveException | ExecutionException | TimeoutException e) {
            log.debug("Perhaps lost {} events", batch.size(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is not written yet is lost, as if it had not been told. */
    @Override
    public void close() {
        writer.shutdownNow();
    }
}
