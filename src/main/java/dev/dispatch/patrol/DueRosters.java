package dev.dispatch.patrol;

import dev.dispatch.registry.protocol.SweepReport;
import dev.dispatch.superhero.Roster;
import dev.dispatch.superhero.TurnReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * When each of this center's rosters has something to do, as far as it knows: a hint, which the rosters themselves
 * check. Beats overlap and their answers come in any order; of a roster, the answer to the last beat that it was in counts.
 */
final class DueRosters {

    /**
     * The rosters of one beat, which are counted from 1.
     *
     * @param newcomers whether one of them has answered none of this center's beats yet, so that its superheroes may have come
     *     from elsewhere
     */
    record Beat(long number, Set<Integer> keys, boolean newcomers) {}

    private static final class Entry {
        long dueAt;
        long lastBeat;
        int heroes;
        boolean answered;
    }

    private final Map<Integer, Entry> entries = new HashMap<>();
    private long beats;

    /** Drops the rosters that went, and puts those that came at the top, whatever they have to do. */
    synchronized void own(Set<Integer> keys) {
        entries.keySet().retainAll(keys);
        keys.forEach(key -> entries.computeIfAbsent(key, newcomer -> new Entry()));
    }

    /** The rosters that have something to do; until they answer they are due again at the next beat. */
    synchronized Beat takeDue(long now, long nextBeatAt) {
        beats++;
        Set<Integer> keys = new HashSet<>();
        boolean newcomers = false;
        for (Map.Entry<Integer, Entry> roster : entries.entrySet()) {
            Entry entry = roster.getValue();
            if (entry.dueAt <= now) {
                keys.add(roster.getKey());
                newcomers |= !entry.answered;
                entry.dueAt = nextBeatAt;
                entry.lastBeat = beats;
            }
        }
        return new Beat(beats, keys, newcomers);
    }

    /** When the first of the rosters has something to do, {@link Roster#NEVER} if there is none. */
    synchronized long nextDueAt() {
        return entries.values().stream().mapToLong(entry -> entry.dueAt).min().orElse(Roster.NEVER);
    }

    synchronized void beaten(Beat beat, Map<Integer, TurnReport> reports) {
        reports.forEach((key, report) -> {
            Entry entry = entries.get(key);
            if (entry != null && entry.lastBeat == beat.number()) {
                entry.dueAt = report.nextTurnAt();
                entry.heroes = report.heroes();
                entry.answered = true;
            }
        });
    }

    /** Learns of work that came after the last answer; that work is gone shows at the next beat. */
    synchronized void swept(Map<Integer, SweepReport> reports) {
        reports.forEach((key, report) -> {
            Entry entry = entries.get(key);
            if (entry != null) {
                entry.dueAt = Math.min(entry.dueAt, report.nextTurnAt());
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
