package dev.dispatch.history;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import dev.dispatch.cluster.BackgroundQuery;
import dev.dispatch.cluster.TaskFailures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** The last 15 minutes of every center, the same on every center. Read in the background, once per window and only on demand. */
@Component
@DependsOn("centers") // after a city is claimed, there is a data member to hold the map
public class History {
    static final String MAP = "history";

    /** By then all centers should have written their sample of a window. */
    private static final Duration WRITTEN_AFTER = Duration.ofMillis(1_500);

    /** The cached timeline may be this old before a caller waits for a new one. */
    private static final int FRESH_WINDOWS = 2;

    private static final Duration READ_TIMEOUT = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(History.class);

    private final IMap<String, CenterSamples> samplesByCity;
    private final LongSupplier clock;
    private final BackgroundQuery<Timeline> query;
    private volatile Timeline cached = new Timeline(0, new TreeMap<>());

    History(HazelcastInstance hazelcast, LongSupplier clock, TaskFailures failures) {
        this.samplesByCity = hazelcast.getMap(MAP);
        this.clock = clock;
        this.query = new BackgroundQuery<>("history", Duration.ofSeconds(1), failures);
    }

    /** Returns the cached timeline. If it is stale, waits for a read, which times out after half a second. */
    public Timeline latest() {
        long window = Sample.windowAt(clock.getAsLong() - WRITTEN_AFTER.toMillis()) - 1;
        if (window != cached.window()) {
            var reading = query.run(() -> cached = read(window), READ_TIMEOUT).exceptionally(failure -> {
                log.debug("Could not read the history; using the cache", failure);
                return cached;
            });
            if (window - cached.window() > FRESH_WINDOWS) {
                return reading.join();
            }
        }
        return cached;
    }

    private Timeline read(long window) {
        SortedMap<String, List<Sample>> samples = new TreeMap<>();
        for (Map.Entry<String, CenterSamples> city : samplesByCity.entrySet()) {
            List<Sample> recent = city.getValue().samples().stream()
                    .filter(sample -> sample.window() <= window && sample.window() > window - Sample.WINDOWS)
                    .toList();
            if (!recent.isEmpty()) {
                samples.put(city.getKey(), recent);
            }
        }
        return new Timeline(window, samples);
    }

    /** Appends a sample without blocking. Best effort: a failed write is not retried and leaves a gap in the chart. */
    void append(String city, Sample sample) {
        try {
            samplesByCity
                    .submitToKey(city, new CenterSamples.AppendSample(sample))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            log.debug("Could not write a sample; it may be lost", failure);
                        }
                    });
        } catch (HazelcastException | HazelcastInstanceNotActiveException e) {
            log.debug("Could not write a sample; dropping it", e);
        }
    }
}
