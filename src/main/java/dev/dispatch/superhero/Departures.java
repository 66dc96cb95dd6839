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
final class Departures {
    static final long RETENTION_MILLIS = 3_600_000;
    static final long NOT_GONE = Long.MIN_VALUE;

    private final Departed.Cause cause;
    private final int capacity;
    private final Map<String, Departed> departed = new LinkedHashMap<>();

    Departures(Departed.Cause cause, int capacity) {
        this.cause = cause;
        this.capacity = capacity;
    }

    void add(String name, long at, long enlistedAt, int turns) {
        add(name, new Departed(cause, at, enlistedAt, turns));
    }

    private void add(String name, Departed last) {
        departed.remove(name);
        departed.put(name, last);
        var eldest = departed.values().iterator();
        while (eldest.hasNext() && (eldest.next().at() < last.at() - RETENTION_MILLIS || departed.size() > capacity)) {
            eldest.remove();
        }
    }

    /** How the last superhero of this name went. */
    @Nullable
    Departed find(String name) {
        return departed.get(name);
    }

    /** When the last superhero of this name went, in epoch milliseconds, or {@link #NOT_GONE}. */
    long departedAt(String name) {
        Departed last = departed.get(name);
        return last == null ? NOT_GONE : last.at();
    }

    /** Adds those of another side, in the order in which all of them went, which is the same wherever it is done. */
    void addAll(Departures other) {
        Map<String, Departed> all = new LinkedHashMap<>(departed);
        other.departed.forEach((name, last) -> all.merge(name, last, Departed::later));
        departed.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Departed>comparingByValue(Comparator.comparingLong(Departed::at))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> add(each.getKey(), each.getValue()));
    }

    DepartedColumns columns() {
        return new DepartedColumns(
                departed.keySet().toArray(String[]::new),
                departed.values().stream().mapToLong(Departed::at).toArray(),
                departed.values().stream().mapToLong(Departed::enlistedAt).toArray(),
                departed.values().stream().mapToInt(Departed::turns).toArray());
    }

    void load(DepartedColumns columns) {
        for (int i = 0; i < columns.names().length; i++) {
            departed.put(
                    columns.names()[i],
                    new Departed(cause, columns.at()[i], columns.enlistedAt()[i], columns.turns()[i]));
        }
    }
}
