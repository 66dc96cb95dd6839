package dev.dispatch.superhero;

import dev.dispatch.superhero.RosterSnapshot.TombstoneColumns;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones of one cause, by name. After a split brain, a merge uses them to remove heroes that ended on either side. They are
 * kept for one hour, and at most {@code capacity} of them. A longer split can bring a hero back.
 */
final class Tombstones {
    static final long NONE = Long.MIN_VALUE;
    private static final long RETENTION_MILLIS = 3_600_000;

    private final Tombstone.Cause cause;
    private final int capacity;
    private final Map<String, Tombstone> tombstones = new LinkedHashMap<>();

    Tombstones(Tombstone.Cause cause, int capacity) {
        this.cause = cause;
        this.capacity = capacity;
    }

    void add(String name, long at, long enlistedAt, int turns) {
        add(name, new Tombstone(cause, at, enlistedAt, turns));
    }

    private void add(String name, Tombstone latest) {
        tombstones.remove(name);
        tombstones.put(name, latest);
        var eldest = tombstones.values().iterator();
        while (eldest.hasNext()
                && (eldest.next().at() < latest.at() - RETENTION_MILLIS || tombstones.size() > capacity)) {
            eldest.remove();
        }
    }

    /** The tombstone of the last hero of this name. */
    @Nullable
    Tombstone find(String name) {
        return tombstones.get(name);
    }

    /** When the last hero of this name ended, in epoch milliseconds, or {@link #NONE}. */
    long endedAt(String name) {
        Tombstone last = tombstones.get(name);
        return last == null ? NONE : last.at();
    }

    /** Adds all tombstones of another replica, in an order which is the same at every replica: by time, then by name. */
    void addAll(Tombstones other) {
        Map<String, Tombstone> all = new LinkedHashMap<>(tombstones);
        other.tombstones.forEach((name, tombstone) -> all.merge(name, tombstone, Tombstone::later));
        tombstones.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Tombstone>comparingByValue(Comparator.comparingLong(Tombstone::at))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> add(entry.getKey(), entry.getValue()));
    }

    TombstoneColumns columns() {
        return new TombstoneColumns(
                tombstones.keySet().toArray(String[]::new),
                tombstones.values().stream().mapToLong(Tombstone::at).toArray(),
                tombstones.values().stream().mapToLong(Tombstone::enlistedAt).toArray(),
                tombstones.values().stream().mapToInt(Tombstone::turns).toArray());
    }

    void load(TombstoneColumns columns) {
        for (int i = 0; i < columns.names().length; i++) {
            Tombstone tombstone = new Tombstone(cause, columns.at()[i], columns.enlistedAt()[i], columns.turns()[i]);
            tombstones.put(columns.names()[i], tombstone);
        }
    }
}
