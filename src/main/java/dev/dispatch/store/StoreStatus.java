package dev.dispatch.store;

import dev.dispatch.superhero.Roster.UnsavedChanges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How far this center's store is behind, and whether it answers. Thread-safe. */
@Component
public class StoreStatus {
    private static final Logger log = LoggerFactory.getLogger(StoreStatus.class);

    /** The end of a roster's changes at some time. */
    private record Mark(long end, long at) {}

    private final Counter errors;
    private Map<Integer, Mark> marks = new HashMap<>();
    private volatile long unsaved;
    private volatile long unsavedSince = Long.MIN_VALUE;
    private volatile @Nullable String failure;

    StoreStatus(MeterRegistry registry) {
        errors = Counter.builder("dispatch.store.errors")
                .description("Failed attempts to use the store")
                .register(registry);
        Gauge.builder("dispatch.store.unsaved", this, StoreStatus::unsaved)
                .description("Changes of heroes at this center that are not in the store yet")
                .register(registry);
        Gauge.builder(
                        "dispatch.store.oldest.unsaved",
                        this,
                        status -> status.oldestUnsaved().toNanos() / 1e9)
                .description("Age of the oldest change that is not in the store yet")
                .baseUnit("seconds")
                .register(registry);
    }

    /** The number of changes that are not saved yet. */
    public long unsaved() {
        return unsaved;
    }

    /** The age of the oldest change that is not saved yet, or a little more; zero if there is none. */
    public Duration oldestUnsaved() {
        long since = unsavedSince;
        return since == Long.MIN_VALUE ? Duration.ZERO : Duration.ofNanos(Math.max(0, System.nanoTime() - since));
    }

    /** Why changes cannot be saved; null if they can. */
    public @Nullable String failure() {
        return failure;
    }

    synchronized void report(Map<Integer, UnsavedChanges> rosters, long now) {
        Map<Integer, Mark> next = new HashMap<>();
        long waiting = 0;
        for (Map.Entry<Integer, UnsavedChanges> entry : rosters.entrySet()) {
            UnsavedChanges changes = entry.getValue();
            waiting += changes.waiting();
            if (changes.waiting() > 0 || changes.incomplete()) {
                Mark mark = marks.get(entry.getKey());
                boolean older = mark != null && (mark.end() > changes.from() || changes.incomplete());
                next.put(entry.getKey(), older ? mark : new Mark(changes.end(), now));
            }
        }
        marks = next;
        unsaved = waiting;
        unsavedSince = next.values().stream().mapToLong(Mark::at).min().orElse(Long.MIN_VALUE);
    }

    void succeeded() {
        if (failure != null) {
            log.info("The store answers again; saving {} changes", unsaved);
            failure = null;
        }
    }

    void failed(String reason) {
        errors.increment();
        if (!reason.equals(failure)) {
            log.warn("{}; retrying. Unsaved changes stay in memory", reason);
        }
        failure = reason;
    }
}
