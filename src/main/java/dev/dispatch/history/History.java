package dev.dispatch.history;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each center did over the last quarter of an hour, the same on every center. It is read in the background, once a window
 * at the most and only when somebody wants to know.
 */
public class History {
    static final String MAP = "history";

    /** A window is read when all centers should have written it. */
    private static final Duration WRITTEN_AFTER = Duration.ofMillis(1_500);

    /** What is known serves for so many windows while it is read anew. */
    private static final int FRESH_WINDOWS = 2;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(History.class);

    private final IMap<String, CenterSamples> rows;
    private final LongSupplier clock;
    private volatile Timeline known = new Timeline(0, new TreeMap<>());
    private CompletableFuture<?> reading = CompletableFuture.completedFuture(null);
    private long asked;

    History(HazelcastInstance hazelcast, LongSupplier clock) {
        this.rows = hazelcast.getMap(MAP);
        this.clock = clock;
    }

    /**
     * The last quarter of an hour as far as it is known here. Whoever asks first after a while waits for it to be read, half a
     * second at the most; nobody else waits.
     */
    public Timeline latest() {
        long window = Sample.windowAt(clock.getAsLong() - WRITTEN_AFTER.toMillis()) - 1;
        boolean fresh = window - known.window() <= FRESH_WINDOWS;
        CompletableFuture<?> begun = read(window);
        if (!fresh) {
            var unused = begun.copy()
                    .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        return known;
    }

    /** Begins to read a window if nobody has, and nothing is being read; otherwise there is nothing to wait for. */
    private synchronized CompletableFuture<?> read(long window) {
        if (asked == window || !reading.isDone()) {
            return CompletableFuture.completedFuture(null);
        }
        asked = window;
        reading = CompletableFuture.runAsync(
                        () -> known = timeline(window), task -> new Thread(task, "history").start())
                .exceptionally(failure -> {
                    log.debug("The history cannot be read at the moment", failure);
                    return null;
                });
        return reading;
    }

    private Timeline timeline(long window) {
        SortedMap<String, List<Sample>> samples = new TreeMap<>();
        for (Map.Entry<String, CenterSamples> row : rows.entrySet()) {
            List<Sample> recent = row.getValue().samples().stream()
                    .filter(sample -> sample.window() <= window && sample.window() > window - Sample.WINDOWS)
                    .toList();
            if (!recent.isEmpty()) {
                samples.put(row.getKey(), recent);
            }
        }
        return new Timeline(window, samples);
    }

    /** Does not wait until it is written; what is lost is one point of a line. */
    void append(String city, Sample sample) {
        try {
            rows.submitToKey(city, new AppendSample(sample)).whenComplete((done, failure) -> {
                if (failure != null) {
                    log.debug("Perhaps lost a sample", failure);
                }
            });
        } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
            log.debug("Lost a sample", e);
        }
    }
}
