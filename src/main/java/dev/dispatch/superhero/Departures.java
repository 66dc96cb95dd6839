package dev.dispatch.superhero;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tombstones: the names of superheroes that are gone, and when they went. When two halves of a split cluster merge, they
 * keep those dead who died on either side. The oldest are forgotten once there are more than {@code capacity} or they are older
 * than {@link #RETENTION_MILLIS}; a split that lasts longer can bring a superhero back.
 */
final class Departures {
    static final long RETENTION_MILLIS = 3_600_000;
    static final long NOT_GONE = Long.MIN_VALUE;

    private final int capacity;
    private final Map<String, Long> departedAt = new LinkedHashMap<>();

    Departures(int capacity) {
        this.capacity = capacity;
    }

    void add(String name, long at) {
        departedAt.remove(name);
        departedAt.put(name, at);
        var eldest = departedAt.values().iterator();
        while (eldest.hasNext() && (eldest.next() < at - RETENTION_MILLIS || departedAt.size() > capacity)) {
            eldest.remove();
        }
    }

    /** When the last superhero of this name went, in epoch milliseconds, or {@link #NOT_GONE}. */
    long departedAt(String name) {
        return departedAt.getOrDefault(name, NOT_GONE);
    }

    /** Adds those of another side, in the order in which all of them went, which is the same wherever it is done. */
    void addAll(Departures other) {
        Map<String, Long> all = new LinkedHashMap<>(departedAt);
        other.departedAt.forEach((name, at) -> all.merge(name, at, Math::max));
        departedAt.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .forEach(departed -> add(departed.getKey(), departed.getValue()));
    }

    String[] names() {
        return departedAt.keySet().toArray(String[]::new);
    }

    long[] times() {
        return departedAt.values().stream().mapToLong(Long::longValue).toArray();
    }

    void load(String[] names, long[] times) {
        for (int i = 0; i < names.length; i++) {
            departedAt.put(names[i], times[i]);
        }
    }
}
