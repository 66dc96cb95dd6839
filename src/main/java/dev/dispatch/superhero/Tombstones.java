package dev.dispatch.superhero;

import dev.dispatch.superhero.RosterSnapshot.TombstoneColumns;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tombstones of one cause, by name. After a split brain, a merge uses them to remove heroes that ended on either side. They are
 * kept for one hour, and about {@code CAPACITY} of them. A longer split, or more ends in one roster, can bring a hero back.
 *
 * <p>A name has one tombstone, of its latest hero: the end of a hero implies the end of all earlier ones of its name.
 */
final class Tombstones {
    static final long NONE = Long.MIN_VALUE;
    private static final long RETENTION_MILLIS = 3_600_000;

    /** Bounds the memory: 53 rosters x 32,768 x some 150 bytes = 260 MB per cause and replica. */
    private static final int CAPACITY = 32_768;

    private final Tombstone.Cause cause;
    private Map<String, Tombstone> tombstones = new LinkedHashMap<>();
    private long latestAt;

    Tombstones(Tombstone.Cause cause) {
        this.cause = cause;
    }

    /** Adds the tombstone of a hero that enlisted later than all others of its name. */
    void add(String name, long at, long enlistedAt, int turns) {
        tombstones.remove(name);
        tombstones.put(name, new Tombstone(cause, at, enlistedAt, turns));
        latestAt = Math.max(latestAt, at);
    }

    /** Removes tombstones whose time is over, and the eldest of too many. Cheap if there are none. */
    void expire(long now) {
        if (!tombstones.isEmpty()) {
            var eldest = tombstones.values().iterator();
            while (eldest.hasNext() && (eldest.next().at() < now - RETENTION_MILLIS || tombstones.size() > CAPACITY)) {
                eldest.remove();
            }
            if (tombstones.isEmpty()) {
                tombstones = new LinkedHashMap<>(); // the old one keeps its size
            }
        }
    }

    /** When all tombstones can be dropped, in epoch milliseconds; {@link Roster#NEVER} if there are none. */
    long lastExpiry() {
        return tombstones.isEmpty() ? Roster.NEVER : latestAt + RETENTION_MILLIS + 1;
    }

    /** The tombstone of the last hero of this name. */
    @Nullable
    Tombstone find(String name) {
        return tombstones.get(name);
    }

    /** When the last hero of this name that has a tombstone had enlisted, in epoch milliseconds, or {@link #NONE}. */
    long lastEnlistedAt(String name) {
        Tombstone last = tombstones.get(name);
        return last == null ? NONE : last.enlistedAt();
    }

    /** Adds all tombstones of another replica, in an order which is the same at every replica: by time, then by name. */
    void addAll(Tombstones other) {
        Map<String, Tombstone> all = new HashMap<>(tombstones);
        other.tombstones.forEach((name, tombstone) -> all.merge(name, tombstone, Tombstone::later));
        tombstones.clear();
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Tombstone>comparingByValue(Comparator.comparingLong(Tombstone::at))
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> tombstones.put(entry.getKey(), entry.getValue()));
        latestAt = Math.max(latestAt, other.latestAt);
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
            latestAt = Math.max(latestAt, tombstone.at());
        }
    }
}
