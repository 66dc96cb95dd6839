package dev.dispatch.superhero;

import dev.dispatch.superhero.Roster.UnsavedChanges;
import dev.dispatch.superhero.RosterSnapshot.ChangeColumns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a roster that are not saved in the store yet, in order. It is replicated with the roster, so a new owner saves what
 * the last one did not; saving a change twice is harmless.
 *
 * <p>A living hero is listed by name only, as its present state is saved. If the store is away for long, the list is cleared, and all
 * heroes must be saved.
 */
final class ChangeLog {
    /** Bounds the memory together with the number of heroes: 53 rosters x 65,536 x some 100 bytes = 350 MB per replica. */
    private static final int CAPACITY = 65_536;

    private record Change(String name, @Nullable SavedHero end) {}

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    /** Positions before it belong to an earlier log of the same heroes. */
    private long first;

    /** The position after the last change. Positions only grow, also across merges. */
    private long end;

    /** Changes before this position may be missing; 0 if none is. */
    private long missingUntil;

    ChangeLog(long position) {
        this.first = position;
        this.end = position;
    }

    void addLiving(String name, int heroes) {
        add(new Change(name, null), heroes);
    }

    void addEnded(SavedHero hero, int heroes) {
        add(new Change(hero.name(), hero), heroes);
    }

    private void add(Change change, int heroes) {
        if (changes.size() >= CAPACITY + heroes) {
            end += changes.size();
            changes.clear();
            missingUntil = end;
        }
        changes.add(change);
        end++;
    }

    /** The oldest changes, at most {@code limit}; {@code find} returns the present state of a living hero. */
    UnsavedChanges first(int limit, Function<String, @Nullable SavedHero> find) {
        List<SavedHero> heroes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Iterator<Change> next = changes.iterator();
        int count = Math.min(limit, changes.size());
        for (int i = 0; i < count; i++) {
            Change change = next.next();
            SavedHero hero = change.end();
            if (hero == null && seen.add(change.name())) {
                hero = find.apply(change.name());
            }
            if (hero != null) {
                heroes.add(hero);
            }
        }
        return new UnsavedChanges(start(), start() + count, end, missingUntil > 0, heroes);
    }

    /** Whether all changes before this position are known to be saved. */
    boolean isSaved(long position) {
        return missingUntil == 0 && first <= position && position <= start();
    }

    long end() {
        return end;
    }

    private long start() {
        return end - changes.size();
    }

    /** See {@link Roster#markSaved}. */
    void markSaved(long position, boolean all) {
        for (long saved = Math.min(position, end) - start(); saved > 0; saved--) {
            changes.remove();
        }
        if (all && missingUntil <= position) {
            missingUntil = 0;
        }
    }

    /**
     * Merges two logs. Positions of either are invalid in the result. All heroes must be saved: each side may have saved the whole roster
     * during the split, and ended heroes of the other one in the store.
     */
    static @Nullable ChangeLog merge(@Nullable ChangeLog a, @Nullable ChangeLog b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        Set<Change> all = new LinkedHashSet<>(a.changes);
        all.addAll(b.changes);
        ChangeLog merged = new ChangeLog(Math.max(a.end, b.end) + 1);
        merged.changes.addAll(all);
        merged.end += all.size();
        merged.missingUntil = merged.start();
        return merged;
    }

    ChangeColumns columns() {
        return new ChangeColumns(
                first,
                end,
                missingUntil,
                changes.stream().map(Change::name).toArray(String[]::new),
                changes.stream()
                        .filter(change -> change.end() != null)
                        .map(Change::end)
                        .toList(),
                endedFlags());
    }

    private boolean[] endedFlags() {
        boolean[] ended = new boolean[changes.size()];
        int i = 0;
        for (Change change : changes) {
            ended[i++] = change.end() != null;
        }
        return ended;
    }

    static @Nullable ChangeLog of(@Nullable ChangeColumns columns) {
        if (columns == null) {
            return null;
        }
        ChangeLog log = new ChangeLog(columns.first());
        log.end = columns.end();
        Iterator<SavedHero> ends = columns.ends().iterator();
        for (int i = 0; i < columns.names().length; i++) {
            log.changes.add(new Change(columns.names()[i], columns.ended()[i] ? ends.next() : null));
        }
        log.missingUntil = columns.missingUntil();
        return log;
    }

    @Override
    public String toString() {
        return "%d to %d%s: %s"
                .formatted(start(), end, missingUntil > 0 ? " (incomplete)" : "", Arrays.toString(changes.toArray()));
    }
}
