package dev.dispatch.patrol;

import dev.dispatch.registry.protocol.RosterQuery;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When each roster of this center is due next, as far as it knows. These are hints: the rosters check deadlines themselves.
 * Beats overlap and complete in any order, so only the report of a roster's latest beat counts. Thread-safe.
 */
final class DueRosters {
    /**
     * The rosters of one beat.
     *
     * @param number counts from 1
     * @param newKeys rosters that have not answered a beat of this center yet; they may have just moved here
     */
    record Beat(long number, Set<Integer> keys, Set<Integer> newKeys) {}

    private static final class Entry {
        long dueAt;
        long lastBeat;
        int heroes;
        boolean answered;
    }

    private final Map<Integer, Entry> entries = new HashMap<>();
    private long beats;

    /** Sets the rosters of this center. New ones are due at once. */
    synchronized void setOwned(Set<Integer> keys) {
        entries.keySet().retainAll(keys);
        keys.forEach(key -> entries.computeIfAbsent(key, added -> new Entry()));
    }

    /** Returns the due rosters. Until they answer, they are due again at the next beat. */
    synchronized Beat takeDue(long now, long nextBeatAt) {
        beats++;
        Set<Integer> keys = new HashSet<>();
        Set<Integer> newKeys = new HashSet<>();
        for (Map.Entry<Integer, Entry> roster : entries.entrySet()) {
            Entry entry = roster.getValue();
            if (entry.dueAt <= now) {
                keys.add(roster.getKey());
                if (!entry.answered) {
                    newKeys.add(roster.getKey());
                }
                entry.dueAt = nextBeatAt;
                entry.lastBeat = beats;
            }
        }
        return new Beat(beats, keys, newKeys);
    }

    /** The earliest deadline of all rosters; {@link Roster#NEVER} if there is none. */
    synchronized long nextDueAt() {
        return entries.values().stream().mapToLong(entry -> entry.dueAt).min().orElse(Roster.NEVER);
    }

    synchronized void complete(Beat beat, Map<Integer, TurnReport> reports) {
        reports.forEach((key, report) -> {
            Entry entry = entries.get(key);
            if (entry != null && entry.lastBeat == beat.number()) {
                entry.dueAt = report.nextTurnAt();
                entry.heroes = report.heroes();
                entry.answered = true;
            }
        });
    }

    /**
     * Brings deadlines forward, never back: a beat without work is harmless. A roster whose home is another center is new again:
     * its home was merged from the other side of a split, or its first beat here failed.
     */
    synchronized void update(Map<Integer, RosterQuery.SweepReport> reports) {
        reports.forEach((key, report) -> {
            Entry entry = entries.get(key);
            if (entry != null) {
                entry.dueAt = report.atHome() ? Math.min(entry.dueAt, report.nextTurnAt()) : 0;
                entry.answered &= report.atHome();
                entry.heroes = report.heroes();
            }
        });
    }

    synchronized Set<Integer> keys() {
        return Set.copyOf(entries.keySet());
    }

    synchronized long heroes() {
        return entries.values().stream().mapToLong(entry -> entry.heroes).sum();
    }
}
