package dev.dispatch.superhero;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones: the names of superheroes that are gone, and when they went. When two halves of a split cluster merge, they
 * keep those dead who died on either side. The oldest are forgotten once there are more than {@code capacity} or they are older
 * than {@link #RETENTION_MILLIS}; a split that lasts longer can bring a superhero back.
 */
final class Tombstones {
    static final long RETENTION_MILLIS = 3_600_000;
    static final long NOT_GONE = Long.MIN_VALUE;

    private final Tombstone.Cause cause;
    private final int capacity;
    private final Map<String, Tombstone> departed = new LinkedHashMap<>();

    Tombstones(Tombstone.Cause cause, int capacity) {
        this.cause = cause;
        this.capacity = capacity;
    }

    void add(String name, long at, long enlistedAt, int turns) {
        add(name, new Tombstone(cause, at, enlistedAt, turns));
    }

    private void add(String name, Tombstone last) {
        departed.remove(name);
        departed.put(name, last);
        var eldest = departed.values().iterator();
        while (eldest.hasNext() && (eldest.next().at() < last.at() - RETENTION_MILLIS || departed.size() > capacity)) {
            eldest.remove();
        }
    }

    /** How the last superhero of this name went. */
    @Nullable
    Tombstone find(String name) {
        return departed.get(name);
    }

    /** When the last superhero of this name went, in epoch milliseconds, or {@link #NOT_GONE}. */
    long departedAt(String name) {
        Tombstone last = departed.get(name);
        return last == null ? NOT_GONE : last.at();
    }

    /** Adds those of another side, in the order in which all of them went, which is the same wherever it is done. */
    void addAll(Tombstones other) {
        Map<String, Tombstone> all = new LinkedHashMap<>(departed);
        other.departed.forEach((name, last) -> all.merge(name, last, Tombstone::later));
        departed.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Tombstone>comparingByValue(Comparator.comparingLong(Tombstone::at))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> add(each.getKey(), each.getValue()));
    }

    TombstoneColumns columns() {
        return new TombstoneColumns(
                departed.keySet().toArray(String[]::new),
                departed.values().stream().mapToLong(Tombstone::at).toArray(),
                departed.values().stream().mapToLong(Tombstone::enlistedAt).toArray(),
                departed.values().stream().mapToInt(Tombstone::turns).toArray());
    }

    void load(TombstoneColumns columns) {
        for (int i = 0; i < columns.names().length; i++) {
            departed.put(
                    columns.names()[i],
                    new Tombstone(cause, columns.at()[i], columns.enlistedAt()[i], columns.turns()[i]));
        }
    }
}
